using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Tests.Unit.Screenings;

public class PanelTests
{
    private const long Ms = 1000;

    [Theory]
    [InlineData(ScreeningOutcome.Normal, PanelSignals.Green, 1, 100)]
    [InlineData(ScreeningOutcome.Retry, PanelSignals.Amber, 2, 100)]
    [InlineData(ScreeningOutcome.Fever, PanelSignals.Red, 3, 400)]
    [InlineData(ScreeningOutcome.Manual, PanelSignals.Amber | PanelSignals.Red, 2, 400)]
    public void Each_outcome_has_its_lamp_for_three_seconds_and_its_beeps(
        ScreeningOutcome outcome, PanelSignals lamp, int beeps, int beepMs)
    {
        var panel = new Panel(new LaneTimes());
        panel.Show(outcome, opens: outcome == ScreeningOutcome.Normal, 0);
        var seen = Enumerable.Range(0, 4000).Select(ms => panel.At(ms * Ms)).ToList();

        Assert.Equal(3000, seen.Count(signals => (signals & (PanelSignals.Green | PanelSignals.Amber | PanelSignals.Red)) == lamp));
        Assert.Equal(beeps * beepMs, seen.Count(signals => signals.HasFlag(PanelSignals.Buzzer)));
        Assert.Equal(outcome == ScreeningOutcome.Normal ? 500 : 0, seen.Count(signals => signals.HasFlag(PanelSignals.Barrier)));
    }

    [Fact]
    public void Every_change_is_announced()
    {
        var panel = new Panel(new LaneTimes());
        panel.Show(ScreeningOutcome.Fever, opens: false, 0);
        var changes = Enumerable.Range(1, 4000).Where(ms => panel.At(ms * Ms) != panel.At((ms - 1) * Ms)).Select(ms => ms * Ms);

        Assert.All(changes, change => Assert.Equal(change, panel.NextChangeAfter(change - 1)));
    }

    [Fact]
    public void A_new_person_puts_the_lamp_out_but_leaves_the_barrier_its_pulse()
    {
        var panel = new Panel(new LaneTimes());
        panel.Show(ScreeningOutcome.Normal, opens: true, 0);
        panel.ClearLamp();

        Assert.Equal(PanelSignals.Barrier, panel.At(10 * Ms));
        Assert.Equal(PanelSignals.None, panel.At(600 * Ms));
    }

    [Fact]
    public void However_fast_people_are_let_through_the_barrier_is_pulsed_and_never_held()
    {
        var panel = new Panel(new LaneTimes());
        var longest = 0;
        var open = 0;
        for (var ms = 0; ms < 20_000; ms++)
        {
            if (ms % 130 == 0)
                panel.Show(ScreeningOutcome.Normal, opens: true, ms * Ms);
            open = panel.At(ms * Ms).HasFlag(PanelSignals.Barrier) ? open + 1 : 0;
            longest = Math.Max(longest, open);
        }

        Assert.Equal(500, longest);
    }

    [Fact]
    public void Nothing_shows_before_the_first_outcome() => Assert.Equal(
        (PanelSignals.None, long.MaxValue), (new Panel(new LaneTimes()).At(5), new Panel(new LaneTimes()).NextChangeAfter(5)));
}
