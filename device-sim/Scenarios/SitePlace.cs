namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>A district, street or community of a simulated site, with its name in Chinese and English.</summary>
public sealed record SitePlace(string Code, string Chinese, string English)
{
    /// <summary>One district, one street and one community: where gates stand of which nothing else is said.</summary>
    public static readonly SitePlace Demo = new("230103", "示范区", "Demo district")
    {
        Parts =
        [
            new SitePlace("230103001", "示范街道", "Demo street")
            {
                Parts = [new SitePlace(SiteGate.DemoCommunity, "示范社区", "Demo community")],
            },
        ],
    };

    /// <summary>The streets of a district, the communities of a street.</summary>
    public IReadOnlyList<SitePlace> Parts { get; init; } = [];
}
