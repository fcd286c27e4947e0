using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.DeviceSim.World;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>
/// What the gates of a town count, day by day, drawn from a seed. An outbreak adds fevers to the same people: with the same seed,
/// everything else stays as it is.
/// </summary>
internal sealed class FeverWorld(Town town, FeverRates rates, int seed)
{
    private const double DaysOfAYear = 365.25;
    private const long SecondsOfADay = 86_400;
    private const int LongestSilence = 3;
    private const double LeastMissing = 0.1;
    private const double MostMissing = 0.6;

    private readonly Random _random = new(seed);
    private readonly Random _sick = new(unchecked(seed + 1_000_003));
    private readonly int[] _silentDays = new int[town.Gates.Length];

    /// <summary>Ascending from the first day's number.</summary>
    public IReadOnlyList<DistrictDay> Days(int first, int count, PlantedOutbreak? outbreak = null) =>
        [.. Enumerable.Range(first, count).Select(day => Day(day, outbreak))];

    private DistrictDay Day(int number, PlantedOutbreak? outbreak)
    {
        var day = Town.Day(number);
        var share = rates.Share * (1 + (rates.SeasonalSwing * Math.Cos(2 * Math.PI * number / DaysOfAYear))) * Wobble(rates.DistrictSpread);
        var lines = new List<GateLine>();
        var (community, ofCommunity) = ("", 1.0);
        for (var i = 0; i < town.Gates.Length; i++)
        {
            var gate = town.Gates[i];
            if (gate.Community != community)
                (community, ofCommunity) = (gate.Community, Wobble(rates.CommunitySpread));
            var sick = community == outbreak?.Community ? outbreak.On(number) * gate.PersonsADay / town.Size.PersonsADay : 0;
            lines.Add(Line(i, day, share * ofCommunity * Wobble(rates.GateSpread), sick));
        }

        return new DistrictDay(day, lines);
    }

    private GateLine Line(int index, ReportDay day, double share, double sick)
    {
        var gate = town.Gates[index];
        var inService = InService(index);
        var expected = gate.PersonsADay * ArrivalCurve.OfWeekday(day.Date.DayOfWeek) * Wobble(rates.TrafficSpread) * inService;
        var persons = _random.Poisson(expected);
        var fevers = Math.Min(persons, _random.Poisson(persons * share) + _sick.Poisson(sick * inService));
        var state = inService switch
        {
            0 => GateReportState.Silent,
            < 1 => GateReportState.Partial,
            _ => fevers == 0 ? GateReportState.ReportedZero : GateReportState.Reported,
        };
        var counts = state == GateReportState.Silent ? null : ReportCounts.None with { Persons = persons, ScreenedFevers = fevers, Inward = persons };
        return new GateLine(gate.Id, gate.Name, gate.Community, state, counts, SecondsOfADay, (long)(inService * SecondsOfADay), [], [], null, [], null);
    }

    /// <summary>The part of the day in which the gate counts; 0 to 1.</summary>
    private double InService(int gate)
    {
        if (_silentDays[gate] == 0 && _random.Happens(rates.SilentShare))
            _silentDays[gate] = _random.Next(1, LongestSilence + 1);
        if (_silentDays[gate] == 0)
            return _random.Happens(rates.PartialShare) ? 1 - _random.Between(LeastMissing, MostMissing) : 1;
        _silentDays[gate]--;
        return 0;
    }

    /// <summary>Log-normal with a mean of 1.</summary>
    /// <param name="spread">Coefficient of variation.</param>
    private double Wobble(double spread)
    {
        var variance = Math.Log(1 + (spread * spread));
        return Math.Exp(_random.Normal(Math.Sqrt(variance)) - (variance / 2));
    }
}
