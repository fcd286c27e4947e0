using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.World;

/// <summary>
/// The volunteer at the gate: a contact thermometer for whom the lamp sends there, and the buttons. Where they are fitted,
/// nobody whom the lamp sends there gets away without.
/// </summary>
internal sealed class Volunteer(Stage stage)
{
    public bool HasButtons => stage.Lines.HasVerdictButtons;

    /// <returns>They may go in.</returns>
    public async Task<bool> CheckAsync(long visit, Person person, CancellationToken stop)
    {
        var contact = person.CoreC + stage.Options.ContactOffsetC + stage.Random.Normal(stage.Options.ContactNoiseC);
        var isFever = contact >= stage.Options.ContactFeverFromC;
        await stage.Lane.PauseAsync(stage.Times.ManualCheck, stop);
        await AnsweredAsync(
            () => stage.Truth.Write(new VerdictPressed(visit, (int)Math.Round(contact * 100), isFever)),
            () => stage.Lane.PressVerdictAsync(isFever, stop),
            stop);
        return !isFever;
    }

    /// <returns>The barrier opens.</returns>
    public async Task<bool> ReleaseAsync(long vehicle, CancellationToken stop)
    {
        var lamp = await AnsweredAsync(
            () => stage.Truth.Write(new ReleasePressed(vehicle)), () => stage.Lane.PressReleaseAsync(stop), stop);
        var opened = lamp == ScreeningOutcome.Normal && stage.Lamps.OpenedWithLast;
        stage.Truth.Write(new ReleaseAnswered(vehicle, opened));
        return opened;
    }

    /// <summary>
    /// Presses once the lamp before it is out, so that the answer shows even if it is the same lamp again, and so that the
    /// next person does not take it for theirs.
    /// </summary>
    private async Task<ScreeningOutcome?> AnsweredAsync(Action tell, Func<Task> press, CancellationToken stop)
    {
        await stage.Lamps.WaitOutAsync(stage.Times.Patience, stage.Clock, stop);
        var seen = stage.Lamps.Times;
        tell();
        await press();
        return await stage.Lamps.WaitAsync(seen, stage.Times.Patience, stage.Clock, stop);
    }
}
