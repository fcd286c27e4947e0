using System.Text.Json.Nodes;
using Checkpoint.DeviceSim.History;
using Checkpoint.DeviceSim.World;

namespace Checkpoint.DeviceSim.Scenarios.Demo;

/// <summary>Which gates the demo has, which of them run for real, and what all have been through.</summary>
/// <param name="Site">With all gates.</param>
/// <param name="Live">The same with those that run for real.</param>
/// <param name="Pasts">Empty without a history.</param>
/// <param name="From">Where the history begins: local midnight.</param>
internal sealed record DemoPlan(SiteOptions Site, SiteOptions Live, IReadOnlyList<GatePast> Pasts, DateTimeOffset From)
{
    /// <summary>As far as the cloud looks back for reports that were not issued.</summary>
    private const int MostReportDays = 31;

    public static DemoPlan Of(DemoOptions options, string folder, DateTimeOffset now)
    {
        var live = SiteGate.Mixed(options.Gates);
        var site = new SiteOptions { Folder = folder, Store = options.Store, Gates = live };
        return options.HistoryDays == 0 ? new DemoPlan(site, site, [], now) : WithHistory(site, options.HistoryDays, now);
    }

    private static DemoPlan WithHistory(SiteOptions site, int days, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.ToOffset(HarbinWeather.LocalOffset).Date, HarbinWeather.LocalOffset);
        var from = today.AddDays(-days);
        var town = new DemoTown(from, today);
        var live = site.Gates.Select(town.Named).ToList();
        var pasts = town.Gates(live);
        var whole = site with
        {
            District = DemoTown.District,
            // Those that are new, beyond the first few, have no past.
            Gates = [.. pasts.Select(past => past.Gate), .. live.Where(gate => pasts.All(past => past.Gate.Id != gate.Id))],
            CloudRole = "ingest",
            CloudSettings = new JsonObject { ["reports"] = new JsonObject { ["catchUpDays"] = Math.Min(days, MostReportDays) } },
        };
        return new DemoPlan(whole, whole with { Gates = live }, pasts, from);
    }
}
