using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>
/// Issues reports, by hand and when they are due. Several processes may do so with one database of their own: an issue is
/// made once, by whichever comes first.
/// </summary>
public sealed class ReportDesk
{
    /// <summary>Issued later than this after it was due, a report says so.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(15);

    private readonly ReportReader _reader;
    private readonly ReportBook _book;
    private readonly RegistryWatch _registry;
    private readonly ReportOptions _options;
    private readonly TimeZoneInfo _zone;
    private readonly TimeProvider _clock;
    private readonly Counter<long> _issued;

    /// <summary>Areas and days of which there is nothing to report; asked for once.</summary>
    private readonly HashSet<(string Area, DateOnly Day)> _empty = [];

    public ReportDesk(
        ReportReader reader, ReportBook book, RegistryWatch registry, ReportOptions options, TimeZoneInfo zone, TimeProvider clock, IMeterFactory meters)
    {
        (_reader, _book, _registry, _options, _zone, _clock) = (reader, book, registry, options, zone, clock);
        _issued = meters.Create("checkpoint.cloud").CreateCounter<long>("checkpoint_reports_issued", null, "Daily reports issued by this process");
        _issued.Add(0);
    }

    public ReportDay Today => ReportDay.Of(_clock.GetUtcNow(), _zone);

    public ReportDay DayOf(DateOnly date) => new(date, _zone);

    /// <summary>True when all hours of the day can be judged.</summary>
    public bool IsOver(ReportDay day) => _clock.GetUtcNow().ToUnixTimeSeconds() >= day.EndSeconds + HourJudgement.SlackSeconds;

    /// <summary>The report as it is now known.</summary>
    /// <exception cref="Store.StoreException">The database can't answer.</exception>
    public async Task<(DailyReport Report, DateTimeOffset KnownAt)> NowAsync(ReportArea area, ReportDay day, CancellationToken cancellation)
    {
        var facts = await _reader.ReadAsync(area, day, cancellation);
        return (DailyReports.Make(area, day, facts), facts.KnownAt);
    }

    /// <summary>Issues a report by hand: the first, or a revision.</summary>
    /// <param name="number">The one that it is to be, so that two who press the button at once make one issue.</param>
    public async Task<IssueOutcome> IssueAsync(ReportArea area, ReportDay day, int number, string account, string? reason, CancellationToken cancellation)
    {
        if (!IsOver(day))
            return IssueOutcome.DayNotOver;
        var last = _book.Issues(area.Code, day.Date).Count;
        if (number != last + 1)
            return IssueOutcome.OtherNumber;
        var (report, knownAt) = await NowAsync(area, day, cancellation);
        if (last > 0 && ReportJson.Write(ReportJson.Read<IssueDocument>(_book.Document(area.Code, day.Date, last)!).Report) == ReportJson.Write(report))
            return IssueOutcome.Unchanged;
        return Issue(report, number, null, knownAt, account, reason) ? IssueOutcome.Issued : IssueOutcome.OtherNumber;
    }

    /// <summary>Issues whatever is due and has not been issued.</summary>
    /// <exception cref="Store.StoreException">A database can't answer; what was issued before that stays.</exception>
    public async Task IssueDueAsync(CancellationToken cancellation)
    {
        var today = Today;
        for (var back = _options.CatchUpDays; back >= 1; back--)
        {
            var day = today.Plus(-back);
            if (_options.DueAt(day) <= _clock.GetUtcNow())
                await IssueDueAsync(day, isYesterday: back == 1, cancellation);
        }

        _empty.RemoveWhere(entry => entry.Day < today.Plus(-_options.CatchUpDays).Date);
    }

    private async Task IssueDueAsync(ReportDay day, bool isYesterday, CancellationToken cancellation)
    {
        var issued = _book.IssuedAreas(day.Date);
        var missing = ReportArea.All(_registry.Current).Where(area => !issued.Contains(area.Code) && !_empty.Contains((area.Code, day.Date))).ToList();
        foreach (var district in ReportArea.All(_registry.Current).Where(area => area.Level == Store.PlaceLevel.District))
        {
            var areas = missing.Where(area => district.Holds(area.Code)).ToList();
            if (areas.Count == 0)
                continue;
            var facts = await _reader.ReadAsync(district, day, cancellation);
            foreach (var area in areas)
                IssueFirst(area, day, facts, isYesterday);
        }
    }

    /// <summary>A service that is new does not begin with reports of days from which nothing can have come.</summary>
    private void IssueFirst(ReportArea area, ReportDay day, ReportFacts facts, bool isYesterday)
    {
        var report = DailyReports.Make(area, day, facts);
        if (report.Gates.Count == 0 || (!isYesterday && !facts.Hours.Any(hour => area.Holds(hour.Community))))
            _empty.Add((area.Code, day.Date));
        else
            Issue(report, 1, _options.DueAt(day), facts.KnownAt, IssueDocument.Schedule, null);
    }

    private bool Issue(DailyReport report, int number, DateTimeOffset? dueAt, DateTimeOffset knownAt, string by, string? reason)
    {
        var now = _clock.GetUtcNow();
        var issued = _book.TryIssue(new IssueDocument(
            IssueDocument.SerialOf(report.Area.Code, report.Day, number), number, now, dueAt, now - dueAt > LateAfter, by, reason, knownAt, report));
        _issued.Add(issued ? 1 : 0);
        return issued;
    }
}
