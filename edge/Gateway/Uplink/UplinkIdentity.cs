using Checkpoint.Contract;

namespace Checkpoint.Gateway.Uplink;

/// <summary>Who the gate says it is.</summary>
/// <param name="Software">Version of the gateway.</param>
/// <param name="Board">Serial number.</param>
public sealed record UplinkIdentity(GateId Gate, string Software, string Board);
