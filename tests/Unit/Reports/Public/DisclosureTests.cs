using Checkpoint.CloudIngest.Reports.Public;

namespace Checkpoint.Tests.Unit.Reports.Public;

public sealed class DisclosureTests
{
    private static readonly int[][] TwoStreets = [[2], [1]];

    [Theory]
    [InlineData(4, null)]
    [InlineData(0, null)]
    [InlineData(5, 5)]
    public void A_count_below_five_is_hidden_and_zero_is_below_five(int fevers, int? shown) =>
        Assert.Equal(shown, Publish([[1]], new Leaf(100, fevers, 0)).Counts!.ScreenedFevers);

    [Fact]
    public void One_small_part_hides_all_parts_and_what_lies_in_them_and_leaves_the_sum()
    {
        var district = Publish(TwoStreets, new Leaf(1000, 20, 0), new Leaf(1000, 30, 0), new Leaf(1000, 4, 0));
        Assert.Equal(54, district.Counts!.ScreenedFevers);
        Assert.All(["d0", "d1", "d00", "d10", "g0", "g1", "g2"], code => Assert.Null(Find(district, code)!.Counts!.ScreenedFevers));
        Assert.All(["d0", "d1", "d00", "d10", "g0", "g1", "g2"], code => Assert.NotNull(Find(district, code)!.Counts!.Persons));
    }

    [Fact]
    public void Parts_that_are_all_large_are_shown_down_to_where_one_is_small()
    {
        var district = Publish(TwoStreets, new Leaf(1000, 20, 0), new Leaf(1000, 3, 0), new Leaf(1000, 9, 0));
        Assert.Equal([23L, 9, 9], new[] { "d00", "d1", "g2" }.Select(code => Find(district, code)!.Counts!.ScreenedFevers!.Value));
        Assert.All(["g0", "g1"], code => Assert.Null(Find(district, code)!.Counts!.ScreenedFevers));
    }

    [Fact]
    public void A_silent_part_is_none_and_hides_nothing()
    {
        var district = Publish(TwoStreets, new Leaf(1000, 20, 6), null, new Leaf(1000, 9, 7));
        Assert.Null(Find(district, "g1")!.Counts);
        Assert.Equal((20L, 6L), (Find(district, "g0")!.Counts!.ScreenedFevers!.Value, Find(district, "g0")!.Counts!.Manual!.Value));
        Assert.Null(Publish([[1]], [null]).Counts);
    }

    [Fact]
    public void Persons_are_hidden_where_they_would_tell_that_hardly_any_was_normal()
    {
        Assert.Equal(25, Publish([[1]], new Leaf(5, 10, 10)).Counts!.Persons);
        Assert.Null(Publish([[1]], new Leaf(4, 10, 10)).Counts!.Persons);
        // Fevers and manual, both hidden, may be four each.
        Assert.Null(Publish([[1]], new Leaf(10, 1, 1)).Counts!.Persons);
        Assert.Equal(13, Publish([[1]], new Leaf(11, 1, 1)).Counts!.Persons);
    }

    private static PublicNode? Find(PublicNode node, string code) =>
        node.Code == code ? node : node.Parts.Select(part => Find(part, code)).FirstOrDefault(found => found is not null);

    private static PublicNode Publish(int[][] shape, params Leaf?[] leaves) => Disclosure.Of(Leaf.Tree(shape, leaves));
}
