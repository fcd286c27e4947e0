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
}
