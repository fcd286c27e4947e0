using Checkpoint.CloudIngest.Warnings;

namespace Checkpoint.Tests.Unit.Warnings;

public sealed class BetaBinomialTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 8.0 / 11)]
    [InlineData(10, 1.0 / 11)]
    [InlineData(11, 0)]
    public void With_a_flat_prior_every_count_is_equally_likely(int k, double expected) =>
        Assert.Equal(expected, BetaBinomial.Tail(k, 10, 1, 1), 1e-14);

    [Fact]
    public void Tails_and_their_complements_add_up_to_one_also_for_a_whole_district()
    {
        // P(X ≥ k) with (a, b) is P(X' ≤ n − k) with (b, a), where X' counts the others.
        foreach (var (k, n, a, b) in new[] { (40, 20_000, 30.5, 279_970.5), (2, 180, 0.5, 2_519.5), (900, 2_000, 55.0, 70.0) })
            Assert.Equal(1, BetaBinomial.Tail(k, n, a, b) + BetaBinomial.Tail(n - k + 1, n, b, a), 1e-10);
    }

    [Fact]
    public void A_tail_far_out_keeps_its_digits()
    {
        var far = BetaBinomial.Tail(60, 2_000, 20.5, 27_980.5);
        var farther = BetaBinomial.Tail(61, 2_000, 20.5, 27_980.5);

        Assert.InRange(far, double.Epsilon, 1e-20);
        Assert.InRange(farther / far, 0.01, 0.99);
    }

    [Fact]
    public void A_district_in_which_hundreds_are_usual_is_told_from_one_with_many_more()
    {
        // P(X = 0) is below the least double there is.
        var (a, b) = (0.5 + 14 * 900.0, 0.5 + 14 * (300_000.0 - 900));

        Assert.InRange(BetaBinomial.Tail(900, 300_000, a, b), 0.4, 0.6);
        Assert.InRange(BetaBinomial.Tail(1_050, 300_000, a, b), 1e-9, 1e-4);
        Assert.InRange(BetaBinomial.Tail(750, 300_000, a, b), 1 - 1e-4, 1);
    }

    /// <summary>P(X ≥ 1) is what the product of (b + i) / (a + b + i) over all who passed leaves of 1.</summary>
    [Theory]
    [InlineData(3_000, 0.5, 15.5)]
    [InlineData(3_000, 0.5, 16.5)]
    [InlineData(3_000, 0.73, 240.1)]
    [InlineData(50_000, 3.5, 9_000_000.5)]
    public void However_it_is_reckoned_the_chance_of_nobody_is_the_same(int n, double a, double b)
    {
        var nobody = Enumerable.Range(0, n).Aggregate(1.0, (product, i) => product * ((b + i) / (a + b + i)));

        Assert.Equal(1, BetaBinomial.Tail(1, n, a, b) / (1 - nobody), 1e-10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void A_wider_test_expects_the_same_and_its_variance_has_the_spread_added(double spread)
    {
        var narrow = new ShareTest(0, 1_000, 42.5, 13_958.5, 14);
        var wide = narrow.Widened(spread);
        var share = narrow.Expected / 1_000;

        Assert.Equal(narrow.Expected, wide.Expected, 1e-9);
        Assert.Equal(Variance(narrow) + Math.Pow(spread * share * (1 - share), 2), Variance(wide), 1e-15);

        double Variance(ShareTest test) => share * (1 - share) / (test.Feverish + test.Others + 1);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.5, 1e8)]
    [InlineData(1e8, 0.5)]
    [InlineData(1e8, 1e8)]
    public void Whatever_the_share_the_widest_test_is_one_still(double feverish, double others)
    {
        var wide = new ShareTest(3, 1_000, feverish, others, 14).Widened(1);

        Assert.InRange(wide.Probability, 0, 1);
        Assert.True(wide.Feverish > 0 && wide.Others > 0);
    }

    [Theory]
    [InlineData(0, 2_500, 180, 0.001)]
    [InlineData(28, 14_000, 1_000, 0.001)]
    [InlineData(28, 14_000, 1_000, 0.01)]
    [InlineData(0, 0, 3, 0.001)]
    [InlineData(140_000, 70_000_000, 5_000_000, 0.001)]
    public void The_upper_limit_is_the_most_that_is_not_unlikely(int before, int among, int persons, double alpha)
    {
        var test = new ShareTest(0, persons, 0.5 + before, 0.5 + among - before, 14);
        var upper = test.Upper(alpha);

        Assert.True(upper == persons || (test with { Fevers = upper + 1 }).Probability < alpha);
        Assert.True(upper == (int)test.Expected || (test with { Fevers = upper }).Probability >= alpha);
    }

    [Fact]
    public void Three_days_are_held_against_the_same_fourteen_as_the_last_of_them()
    {
        DayCount[] days = [.. Enumerable.Repeat(new DayCount(2, 1_000), 14), new DayCount(5, 900), default, new DayCount(6, 800)];
        var (one, three) = (BetaBinomial.Against(days, 16, 1)!.Value, BetaBinomial.Against(days, 16, BetaBinomial.Several)!.Value);

        Assert.Equal((6, 800, 11, 1_700), (one.Fevers, one.Persons, three.Fevers, three.Persons));
        Assert.Equal((one.Feverish, one.Others), (three.Feverish, three.Others));
        Assert.Null(BetaBinomial.Against([.. days[..16], default], 16, BetaBinomial.Several));
    }
}
