using System.Collections.Immutable;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>An invented district of three streets with four communities each, all of one size.</summary>
internal sealed class Town
{
    public const int Streets = 3;
    public const int CommunitiesOfAStreet = 4;
    public const int Communities = Streets * CommunitiesOfAStreet;

    private const string DistrictCode = "230103";

    /// <summary>Of all that happens.</summary>
    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("study", TimeSpan.FromHours(8), null, null);

    public Town(TownSize size)
    {
        Size = size;
        District = new ReportArea(PlaceLevel.District, DistrictCode, Name(DistrictCode));
        Registry = new GateRegistry(
            [new District(DistrictCode, Name(DistrictCode), [.. Enumerable.Range(1, Streets).Select(street => Street($"{DistrictCode}{street:000}"))])], []);
        Gates =
        [
            .. from community in Registry.Districts[0].Streets.SelectMany(street => street.Communities)
               from share in size.GateShares.Select((part, i) => (Part: part, Number: i + 1))
               select new TownGate($"gate-{community.Code}-{share.Number}", community.Name, community.Code, size.PersonsADay * share.Part),
        ];
    }

    public TownSize Size { get; }

    public ReportArea District { get; }

    public GateRegistry Registry { get; }

    /// <summary>In the order of their communities.</summary>
    public ImmutableArray<TownGate> Gates { get; }

    public static ReportDay Day(int number) => new(FirstDay.AddDays(number), Zone);

    private static Street Street(string code) => new(
        code, Name(code), [.. Enumerable.Range(1, CommunitiesOfAStreet).Select(number => $"{code}{number:000}").Select(one => new Community(one, Name(one)))]);

    private static LocalName Name(string code) => new(code, code);
}
