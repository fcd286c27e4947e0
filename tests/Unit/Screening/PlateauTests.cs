using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Tests.Unit.Screenings;

public class PlateauTests
{
    [Fact]
    public void The_warmest_of_two_plateaus_is_taken() => Assert.Equal(
        new Plateau(3410, 5), Plateau.Find([3000, 3000, 3000, 3000, 3000, 3410, 3410, 3410, 3410, 3410, 2900], 5, 30));

    [Fact]
    public void A_spread_of_exactly_the_span_is_a_plateau_and_one_more_is_not()
    {
        Assert.Equal(new Plateau(3412, 5), Plateau.Find([3400, 3400, 3400, 3430, 3430], 5, 30));
        Assert.Null(Plateau.Find([3400, 3400, 3400, 3430, 3431], 5, 30));
    }

    [Fact]
    public void A_long_plateau_counts_whole_so_that_its_noise_is_averaged() => Assert.Equal(
        new Plateau(3404, 8), Plateau.Find([3400, 3400, 3400, 3400, 3410, 3410, 3405, 3405], 5, 30));

    [Fact]
    public void Fewer_samples_than_required_are_no_plateau() => Assert.Null(Plateau.Find([3400, 3400, 3400, 3400], 5, 30));
}
