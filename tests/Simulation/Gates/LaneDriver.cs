using Checkpoint.Contract.Records;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Gates;

/// <summary>
/// Stands for the lane's thread: hands facts to the recorder, turn by turn, and lets the lamp speak when they are durable or
/// refused, as the gate's own worker does.
/// </summary>
internal sealed class LaneDriver(GateRun run, SimulatedProcess process, IRecordSink sink)
{
    private const long RetryAfter = 1_000_000;

    private readonly LaneRecorder _recorder = new(sink, new ScreeningOptions());
    private readonly Queue<IReadOnlyList<LaneFact>> _turns = new();
    private bool _isBusy;

    /// <summary>All that was handed over is durable.</summary>
    public bool IsIdle => !_isBusy && !_recorder.HasKept;

    public async void Conclude(IReadOnlyList<LaneFact> facts)
    {
        _turns.Enqueue(facts);
        if (_isBusy)
            return;
        _isBusy = true;
        while (_turns.TryDequeue(out var turn))
            await TakeTurnAsync(turn);
        _isBusy = false;
    }

    private async Task TakeTurnAsync(IReadOnlyList<LaneFact> facts)
    {
        foreach (var fact in facts)
            _recorder.Add(fact, run.Board.BootId);
        try
        {
            await _recorder.FlushAsync();
        }
        catch (OutboxUnavailableException)
        {
            process.Schedule(process.Loop.Now + RetryAfter, RetryIfIdle);
        }

        foreach (var decided in facts.OfType<AttemptDecided>())
            Speak(decided);
    }

    private void RetryIfIdle()
    {
        if (!_isBusy && _recorder.HasKept)
            Conclude([]);
    }

    private void Speak(AttemptDecided decided)
    {
        if (_recorder.Keeps(decided) || decided.Verdict.Outcome != ScreeningOutcome.Normal)
            return;
        var made = run.Gate.Truth.FindScreening((int)decided.Dwell.TotalMilliseconds);
        if (made is not { Promise: Promise.Kept, Record: Screening { Outcome: ScreeningOutcome.Normal } })
            run.Gate.World.Findings.Add(FindingKind.LampTooEarly, run.Gate.Id, $"normal for {made?.Record}, {made?.Promise}");
    }
}
