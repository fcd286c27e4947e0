using Checkpoint.Contract;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Auditing;

/// <summary>The findings of one run, in the order in which they came up; beyond <see cref="Most"/> they are only counted.</summary>
internal sealed class FindingList(EventLoop loop)
{
    private const int Most = 200;

    private readonly List<Finding> _found = [];

    public IReadOnlyList<Finding> All => _found;

    public long Count { get; private set; }

    public void Add(FindingKind kind, GateId? gate, string detail)
    {
        Count++;
        var finding = new Finding(kind, gate, TimeSpan.FromMicroseconds(loop.Now), detail);
        loop.Tell($"FOUND {finding}");
        if (_found.Count < Most)
            _found.Add(finding);
    }
}
