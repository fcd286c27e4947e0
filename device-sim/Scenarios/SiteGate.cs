using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>A gate that the site's registry knows and its broker lets in.</summary>
public sealed record SiteGate(GateId Id, GateKind Kind)
{
    public const string DemoCommunity = "230103001001";

    /// <summary>The code of the community in which it stands.</summary>
    public string Community { get; init; } = DemoCommunity;

    public string Chinese { get; init; } = Id.Value;

    public string English { get; init; } = Id.Value;

    /// <summary>When it was set up.</summary>
    public DateTimeOffset From { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Ascending, none over another.</summary>
    public IReadOnlyList<SiteClosure> Closures { get; init; } = [];

    /// <summary>Two for pedestrians, one vehicle lane, one building door, and so on.</summary>
    public static IReadOnlyList<SiteGate> Mixed(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new SiteGate(GateId.Parse($"gate-{i + 1:00}"), KindOf(i)))];

    private static GateKind KindOf(int index) => (index % 4) switch
    {
        2 => GateKind.Vehicle,
        3 => GateKind.Door,
        _ => GateKind.Pedestrian,
    };
}

/// <summary>A time in which an operator had a gate closed.</summary>
/// <param name="Until">Null while nobody has opened it again.</param>
public sealed record SiteClosure(DateTimeOffset From, DateTimeOffset? Until, string Reason);
