using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.World;

/// <summary>Somebody before the thermometer.</summary>
internal sealed class Measuring(Stage stage)
{
    /// <summary>One attempt, until the lamp speaks.</summary>
    /// <param name="leavesEarly">They go before that.</param>
    /// <returns>The lamp, and whether they were there to see it; null if none came on in time.</returns>
    public async Task<(ScreeningOutcome? Lamp, bool Seen)> StandAsync(
        long visit, int attempt, Person person, bool leavesEarly, CancellationToken stop)
    {
        var before = stage.Lamps.Times;
        stage.View.StepIn(person);
        var from = RecordTime.At(stage.Clock.GetUtcNow(), TimeSpan.Zero).Microseconds;
        var stand = new Stand(stage.Lane, stage.View);
        if (!leavesEarly)
            stage.Lamps.OnNext(stand.Leave);
        stage.Lane.Present(true);
        var lamp = leavesEarly ? null : await LampAsync(before, stop);
        if (leavesEarly)
            await stage.Lane.PauseAsync(stage.Times.Impatience * stage.Random.NextDouble(), stop);
        stand.Leave();
        var (ofObject, ofAmbient) = (stand.Object, stand.Ambient);
        stage.Truth.Write(new AttemptEnded(
            visit, attempt, from, ofObject.Count, ofObject.Least, ofObject.Most, ofAmbient.Least, ofAmbient.Most, lamp));
        // The next one does not step up before the lamp has spoken to whoever ran off.
        return lamp is null ? (await LampAsync(before, stop), false) : (lamp, true);
    }

    private Task<ScreeningOutcome?> LampAsync(long before, CancellationToken stop) =>
        stage.Lamps.WaitAsync(before, stage.Times.Patience, stage.Clock, stop);
}
