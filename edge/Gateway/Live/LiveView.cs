using System.Globalization;
using System.Text;
using Checkpoint.Contract;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Gateway.Live;

/// <summary>A lane as a technician sees it who aims its sensor: a page of text, built up from what a gateway tells.</summary>
internal sealed class LiveView(string gate)
{
    /// <summary>Readings over which the spread is shown.</summary>
    private const int SpreadOver = 10;

    /// <summary>For so long the bar keeps its highest reading: a sweep of the hand over the target.</summary>
    private const long HighestOverMicroseconds = 5_000_000;

    private const int MostFacts = 50;

    /// <summary>The bar's ends, °C: an empty vestibule and a high fever.</summary>
    private const double BarLeastC = 15;

    private const double BarMostC = 42;

    private readonly SortedDictionary<LaneLine, LiveLine.Level> _levels = [];
    private readonly Queue<(long At, int CentiC)> _recent = new();
    private readonly Queue<LiveLine.Fact> _facts = new();
    private LiveLine.Sample? _sample;
    private LiveLine.Air? _air;
    private LiveLine.Lamps? _lamps;
    private LiveLine.Sensor? _sensor;
    private LiveLine.Maintenance? _maintenance;
    private int? _ambientCentiC;
    private long _lost;

    /// <summary>Widest difference between the last ten readings, 0.01 °C; null before there are two.</summary>
    public int? SpreadCentiC => _recent.TakeLast(SpreadOver).Select(reading => reading.CentiC).ToList() is { Count: > 1 } last
        ? last.Max() - last.Min()
        : null;

    /// <summary>Of the last seconds, 0.01 °C.</summary>
    public int? HighestCentiC => _recent.Count == 0
        ? null
        : _recent.Where(reading => reading.At > _recent.Last().At - HighestOverMicroseconds).Max(reading => reading.CentiC);

    /// <summary>Of two lines about one thing the later in time counts, whichever came first.</summary>
    public void Apply(LiveLine line)
    {
        switch (line)
        {
            case LiveLine.Sample sample: Take(sample); break;
            case LiveLine.Level level: _levels[level.Line] = Later(_levels.GetValueOrDefault(level.Line), level); break;
            case LiveLine.Air air: _air = Later(_air, air); break;
            case LiveLine.Lamps lamps: _lamps = Later(_lamps, lamps); break;
            case LiveLine.Sensor sensor: _sensor = Later(_sensor, sensor); break;
            case LiveLine.Maintenance maintenance: _maintenance = Later(_maintenance, maintenance); break;
            case LiveLine.Lost lost: _lost += lost.Count; break;
            case LiveLine.Fact fact: Take(fact); break;
        }
    }

    /// <param name="timeOf">A moment of CLOCK_BOOTTIME as people write it.</param>
    /// <returns>At most <paramref name="height"/> lines of at most <paramref name="width"/> characters.</returns>
    public IReadOnlyList<string> Render(int width, int height, Func<long, string> timeOf)
    {
        List<string> head =
        [
            $"{gate}   {_sensor?.Description ?? "sensor not known yet"}{(_maintenance is { IsOn: true } ? "   MAINTENANCE: not counted" : "")}",
            _sensor?.Doubt is { } doubt ? $"NOT TRUSTED: {doubt}" : "",
            Surface(),
            $"sensor   {Celsius(_ambientCentiC),9}    difference {Difference(),9}",
            $"body     {Celsius(_sample?.BodyCentiC),9}    an estimate, no decision{(_air is null ? "" : $"    {LiveText.Of(_air)}")}",
            Bar(width),
            "",
            $"lines    {string.Join("  ", _levels.Values.Select(level => $"{(level.IsActive ? '■' : '□')} {WireName.Of(level.Line)}"))}",
            $"lamps    {LiveText.Names(_lamps?.Lit ?? [])}",
            _lost > 0 ? $"{_lost} lines lost: this terminal was too slow" : "",
        ];
        var facts = _facts.SelectMany(fact => Wrap($"{timeOf(fact.AtUs)}  {fact.Text}", width));
        var page = head.Concat(facts.TakeLast(Math.Max(0, height - head.Count)));
        return [.. page.Take(height).Select(line => line.Length > width ? line[..width] : line)];
    }

    private static T Later<T>(T? known, T line)
        where T : LiveLine => known is not null && known.AtUs > line.AtUs ? known : line;

    private static string Celsius(int? centiC) =>
        centiC is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 100.0:0.00} °C") : "-";

    /// <summary>At spaces; what goes on is set in.</summary>
    private static IEnumerable<string> Wrap(string text, int width)
    {
        const string indent = "          ";
        while (text.Length > width && width > 2 * indent.Length)
        {
            var at = text.LastIndexOf(' ', width, width - indent.Length);
            at = at < 0 ? width : at;
            yield return text[..at];
            text = indent + text[at..].TrimStart();
        }

        yield return text;
    }

    private void Take(LiveLine.Sample sample)
    {
        _sample = sample;
        _ambientCentiC = sample.AmbientCentiC ?? _ambientCentiC;
        if (sample.SurfaceCentiC is not { } surface)
            return;
        _recent.Enqueue((sample.AtUs, surface));
        while (_recent.Count > SpreadOver && _recent.Peek().At <= sample.AtUs - HighestOverMicroseconds)
            _recent.Dequeue();
    }

    private void Take(LiveLine.Fact fact)
    {
        _facts.Enqueue(fact);
        if (_facts.Count > MostFacts)
            _facts.Dequeue();
    }

    private string Surface() => _sample is { Failure: { } failure }
        ? $"surface  no reading: {WireName.Of(failure)}"
        : $"surface  {Celsius(_sample?.SurfaceCentiC),9}    last {SpreadOver} readings within {Celsius(SpreadCentiC)}";

    private string Difference() => _sample?.SurfaceCentiC is { } surface && _ambientCentiC is { } ambient ? Celsius(surface - ambient) : "-";

    /// <summary>The present reading as a bar, the highest of the last seconds as a mark: the target is hit where both are highest.</summary>
    private string Bar(int width)
    {
        var length = Math.Clamp(width - 40, 10, 60);
        var bar = new StringBuilder(new string(' ', length));
        for (var i = 0; i < Place(_sample?.SurfaceCentiC); i++)
            bar[i] = '=';
        if (HighestCentiC is { } highest)
            bar[Math.Max(0, Place(highest) - 1)] = '|';
        return $"aim      [{bar}] highest of 5 s {Celsius(HighestCentiC)}";

        int Place(int? centiC) => centiC is { } known
            ? (int)Math.Round(Math.Clamp((known / 100.0 - BarLeastC) / (BarMostC - BarLeastC), 0, 1) * length)
            : 0;
    }
}
