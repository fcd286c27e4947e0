using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.World;

namespace Checkpoint.DeviceSim.History;

/// <summary>What a gate is like, and what has befallen it. Numbers without a source are assumptions.</summary>
public sealed record GatePast(SiteGate Gate)
{
    /// <summary>On an ordinary weekday.</summary>
    public double PeopleADay { get; init; } = 250;

    /// <summary>Feverish when nothing goes round.</summary>
    public double FeverShare { get; init; } = new WorldOptions().FeverShare;

    public Outbreak? Outbreak { get; init; }

    /// <summary>By which the vestibule is warmer or colder for each degree outside; a poor heater's is large.</summary>
    public double ColdLeak { get; init; } = 0.05;

    /// <summary>No power: nothing is screened, and nothing is told of it.</summary>
    public IReadOnlyList<Stretch> PowerCuts { get; init; } = [];

    /// <summary>The thermometer read so much too warm in this stretch, °C.</summary>
    public (Stretch When, double ErrorC)? SensorError { get; init; }

    /// <summary>What else the gate recorded, ascending.</summary>
    public IReadOnlyList<(DateTimeOffset At, GateEventType Type)> Notes { get; init; } = [];

    /// <summary>Its last sign of life; null for a gate that goes on.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Since then it has no connection, and keeps what it records; null for one that is connected.</summary>
    public DateTimeOffset? OfflineFrom { get; init; }

    /// <summary>At the end of the history it is replaced by another board, which begins a stream of its own.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>When it was at work, from a time on.</summary>
    public IEnumerable<Stretch> AtWork(DateTimeOffset from)
    {
        var whole = new Stretch(from > Gate.From ? from : Gate.From, LastAt ?? DateTimeOffset.MaxValue);
        var closed = Gate.Closures.Select(closure => new Stretch(closure.From, closure.Until ?? DateTimeOffset.MaxValue));
        return whole.Without(PowerCuts.Concat(closed));
    }

    public bool IsAtWork(DateTimeOffset time) => AtWork(DateTimeOffset.MinValue).Any(stretch => stretch.Holds(time));

    public double SensorErrorAt(DateTimeOffset time) => SensorError is { } error && error.When.Holds(time) ? error.ErrorC : 0;
}
