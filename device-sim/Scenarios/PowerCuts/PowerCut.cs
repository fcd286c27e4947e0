using Checkpoint.Contract;
using Checkpoint.DeviceSim.Faults.Power;

namespace Checkpoint.DeviceSim.Scenarios.PowerCuts;

/// <summary>One moment at which the power goes.</summary>
/// <param name="Disk">What is on the machine's disk then.</param>
/// <param name="Truths">The gates' truth logs up to then, as files.</param>
internal sealed record PowerCut(DiskCut Disk, IReadOnlyDictionary<GateId, byte[]> Truths);
