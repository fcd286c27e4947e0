using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>A step is the beam ("A" outside, "B" inside) and its new state: + broken, - clear.</summary>
public class BeamPairTests
{
    [Theory]
    [InlineData("A+ B+ A- B-", "Inward Completed")]
    [InlineData("B+ A+ B- A-", "Outward Completed")]
    [InlineData("A+ A-", "Inward Aborted")]
    [InlineData("A+ B+ B- A-", "Inward Aborted")]
    [InlineData("B+ A+ A- B-", "Outward Aborted")]
    [InlineData("A+ B+ A- A+ A- B-", "Inward Completed, Inward Tailgated")]
    [InlineData("A+ B+ A- A+ B- B+ A- B-", "Inward Completed, Inward Tailgated")]
    [InlineData("A+ B+ A- A+ A- A+ A- B-", "Inward Completed, Inward Tailgated, Inward Tailgated")]
    [InlineData("A+ B+ A- A+ B- A-", "Inward Completed, Inward Aborted")]
    [InlineData("A+ B+ B- B+ A- B-", "Inward Completed")]
    [InlineData("A+ A+ B+ A- A- B-", "Inward Completed")]
    [InlineData("A+ B+ A- B- A+ B+ A- B-", "Inward Completed, Inward Completed")]
    public void Sequences_of_beams_tell_who_went_where(string steps, string expected) =>
        Assert.Equal(expected, string.Join(", ", Ends(Run(steps.Split(' ')))));

    [Fact]
    public void A_flickering_beam_is_not_a_crowd()
    {
        var flicker = Enumerable.Repeat("A+ A-", 100);

        Assert.Equal(9, Ends(Run($"A+ B+ A- {string.Join(' ', flicker)} B-".Split(' '))).Count());
    }

    [Fact]
    public void Every_end_has_a_begin_before_it()
    {
        var movements = Run("A+ B+ A- A+ B- B+ A- B-".Split(' '));

        Assert.Equal(
            [BeamMovementKind.Began, BeamMovementKind.Followed, BeamMovementKind.Ended, BeamMovementKind.Ended],
            movements.Select(movement => movement.Kind));
    }

    [Theory]
    [InlineData("A+ ... A-", "Inward Aborted")]
    [InlineData("A+ ... B+ A- B-", "Inward Aborted, Inward Completed")]
    [InlineData("A+ B+ A- ... B-", "Inward Aborted, Inward Completed")]
    [InlineData("A+ ... A- B+ A+ B- A-", "Inward Aborted, Outward Completed")]
    public void Who_stands_still_too_long_has_given_up_and_may_go_on_as_a_new_movement(string steps, string expected) =>
        Assert.Equal(expected, string.Join(", ", Ends(Run(steps.Split(' ')))));

    private static IEnumerable<string> Ends(IEnumerable<BeamMovement> movements) => movements
        .Where(movement => movement.End is not null)
        .Select(movement => $"{movement.Direction} {movement.End}");

    private static List<BeamMovement> Run(IEnumerable<string> steps)
    {
        var pair = new BeamPair(TimeSpan.FromSeconds(3));
        var movements = new List<BeamMovement>();
        var at = 0L;
        foreach (var step in steps)
        {
            at += step == "..." ? 3_000_000 : 100_000;
            if (step == "...")
                pair.OnTick(at, movements);
            else
                pair.OnBeam(step[0] == 'A', step[1] == '+', at, movements);
        }

        return movements;
    }
}
