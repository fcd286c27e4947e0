using Checkpoint.Tests.Integration;
using Checkpoint.Tests.Web.District;
using Microsoft.Playwright;

namespace Checkpoint.Tests.Web;

/// <summary>All browser tests: one browser, one district, one after the other.</summary>
[CollectionDefinition(nameof(Pages))]
public sealed class PagesCollection : ICollectionFixture<Pages>;

/// <summary>The browser and the district that the browser tests share. Accounts: see the constants.</summary>
public sealed class Pages : IAsyncLifetime
{
    /// <summary>An official of the whole district.</summary>
    public const string OfDistrict = "zhao";

    /// <summary>An official of the first street.</summary>
    public const string OfStreet = "wang";

    /// <summary>An official of the community where nobody ever has a fever.</summary>
    public const string OfZero = "li";

    /// <summary>A technician of the district.</summary>
    public const string Technician = "sun";

    /// <summary>What early warning needs before it says anything, and a month's look for the charts.</summary>
    private const int Days = 24;

    /// <summary>Until what is expected is seen: the service works beside other tests on few cores.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] BrowserOptions =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run", "--disable-component-update", "--disable-sync",
        "--force-color-profile=srgb",
    ];

    private IPlaywright _playwright = null!;

    internal PageSite Site { get; private set; } = null!;

    internal IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = BrowserOptions });
        // So long that gates stay as their records say for as long as the tests may take.
        Site = await PageSite.StartAsync("district", DistrictPlan.Registry(DateTimeOffset.UtcNow), DistrictPlan.Gates, Days, TimeSpan.FromHours(1));
        await Site.AddAccountAsync(OfDistrict, "official", PlaceList.District);
        await Site.AddAccountAsync(OfStreet, "official", "230103001");
        await Site.AddAccountAsync(OfZero, "official", DistrictPlan.Zero);
        await Site.AddAccountAsync(Technician, "technician", PlaceList.District);
        using var official = await Site.SignInAsync(OfDistrict);
        await Deadline.Until(
            () => PageSite.GetAsync(official, "/api/v1/warnings?state=all").Result.GetProperty("items").GetArrayLength() > 0,
            "warnings of yesterday, for which the service looks soon after its start");
        using var technician = await Site.SignInAsync(Technician);
        var (from, to) = DistrictPlan.FaultyHours;
        await PageSite.ExcludeAsync(technician, DistrictPlan.Faulty, PageSite.Moment(0, from), PageSite.Moment(0, to), "测温窗口结霜 Frost on the lens");
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
        await Site.DisposeAsync();
    }
}
