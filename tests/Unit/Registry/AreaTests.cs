using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Registry;

public sealed class AreaTests
{
    [Theory]
    [InlineData("230103", "230103001001", true)]
    [InlineData("230103001", "230103001001", true)]
    [InlineData("230103001001", "230103001001", true)]
    [InlineData("230103001002", "230103001001", false)]
    [InlineData("230103002", "230103001001", false)]
    [InlineData("230104", "230103001001", false)]
    public void A_place_lies_in_its_own_community_street_and_district_only(string area, string community, bool inside)
    {
        Assert.True(Area.TryParse(area, out var parsed));
        Assert.Equal(inside, parsed.Contains(new Place(community[..6], community[..9], community)));
        Assert.True(Area.Everything.Contains(parsed));
    }

    [Fact]
    public void What_an_area_lies_in_is_not_in_it()
    {
        Assert.True(Area.TryParse("230103", out var district));
        Assert.True(Area.TryParse("230103001", out var street));
        Assert.True(district.Contains(street));
        Assert.False(street.Contains(district));
        Assert.False(street.Contains(Area.Everything));
        Assert.Equal(new PlaceCode(PlaceLevel.Street, "230103001"), street.Place);
        Assert.Null(Area.Everything.Place);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("all")]
    [InlineData("23010")]
    [InlineData("2301030")]
    [InlineData("23010300100")]
    [InlineData("23010300100a")]
    [InlineData("２３０１０３")]
    [InlineData("230103 ")]
    public void Nothing_else_is_an_area(string? text) => Assert.False(Area.TryParse(text, out _));

    [Fact]
    public void A_gate_that_moved_away_was_once_here()
    {
        Assignment At(string community, int month) => new(
            new DateTimeOffset(2026, month, 1, 0, 0, 0, TimeSpan.Zero), new Place(community[..6], community[..9], community), GateKind.Door, new LocalName("门", "gate"));
        var gate = new RegisteredGate(GateId.Parse("gate-1"), [At("230103001001", 1), At("230103002001", 3)]);
        Assert.True(Area.TryParse("230103001", out var former));
        Assert.True(Area.TryParse("230103003", out var never));
        Assert.True(former.EverHad(gate));
        Assert.False(never.EverHad(gate));
    }
}
