using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>
/// Evaluates days when they are due, and those of the look-back again each hour: days that were missed while the service was
/// down, and days that late data has changed. What has not changed is not written again.
/// </summary>
public sealed class WarningDesk
{
    private readonly DayReader _reader;
    private readonly EvaluationKeeper _keeper;
    private readonly RegistryWatch _registry;
    private readonly WarningPlan _plan;
    private readonly TimeZoneInfo _zone;
    private readonly TimeProvider _clock;
    private readonly Counter<long> _evaluated;

    private DateOnly? _through;
    private DateTimeOffset _looked;

    public WarningDesk(
        DayReader reader, EvaluationKeeper keeper, RegistryWatch registry, WarningPlan plan, TimeZoneInfo zone, TimeProvider clock, IMeterFactory meters)
    {
        (_reader, _keeper, _registry, _plan, _zone, _clock) = (reader, keeper, registry, plan, zone, clock);
        _evaluated = meters.Create("checkpoint.cloud").CreateCounter<long>(
            "checkpoint_warning_evaluations", null, "Evaluations of a gate's or area's day that were new or came out differently, by answer");
        foreach (var answer in Enum.GetValues<EvaluationAnswer>())
            _evaluated.Add(0, KeyValuePair.Create<string, object?>("answer", WireName.Of(answer)));
    }

    /// <summary>Evaluates whatever is due and has not been, and looks again whether late data has changed a day.</summary>
    /// <exception cref="StoreException">A database can't answer; what was kept before that stays.</exception>
    public async Task EvaluateDueAsync(CancellationToken cancellation)
    {
        var (now, last) = (_clock.GetUtcNow(), _plan.LastDue(_clock.GetUtcNow(), _zone));
        if (_through == last.Date && now - _looked < _plan.LookAgain && now >= _looked)
            return;
        var first = last.Plus(1 - _plan.LookBackDays);
        foreach (var district in ReportArea.All(_registry.Current).Where(area => area.Level == PlaceLevel.District))
            await EvaluateAsync(district, first, last, cancellation);
        _keeper.Prune(first.Date);
        (_through, _looked) = (last.Date, now);
    }

    private async Task EvaluateAsync(ReportArea district, ReportDay first, ReportDay last, CancellationToken cancellation)
    {
        // Taken before asking: what comes in between is not claimed to be known.
        var (knownAt, registry) = (_clock.GetUtcNow(), _registry.Current);
        var days = await _reader.ReadAsync(district, first.Plus(-Evaluator.DaysBefore), last, cancellation);
        var series = DistrictSeries.Of(district, registry, days);
        for (var day = first.Date; day <= last.Date; day = day.AddDays(1))
        {
            cancellation.ThrowIfCancellationRequested();
            Keep(series, day, knownAt);
        }
    }

    private void Keep(IReadOnlyList<AreaSeries> series, DateOnly day, DateTimeOffset knownAt)
    {
        var evaluations = Evaluator.Evaluate(series, day, _plan.Statistics);
        var changed = _keeper.Keep(evaluations, ChartOf, knownAt);
        foreach (var answer in changed.GroupBy(evaluation => evaluation.Answer))
            _evaluated.Add(answer.Count(), KeyValuePair.Create<string, object?>("answer", WireName.Of(answer.Key)));

        IReadOnlyList<ChartDay> ChartOf(WarningArea area) => Evaluator.Chart(series.First(one => one.Area == area), day, _plan.Statistics);
    }
}
