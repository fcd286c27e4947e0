using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Web;
using Checkpoint.CloudIngest.Web.Screenings;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Web.Screenings;

public sealed class ScreeningParametersTests
{
    private static readonly LocalName Name = new("甲", "A");

    private static readonly Place West = new("230103", "230103001", "230103001001");

    private static readonly Place East = new("230103", "230103001", "230103001002");

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "")]
    [InlineData("230103001", "")]
    [InlineData("230103001001", "gate-east")]
    [InlineData("gate-moved", "gate-east gate-west")]
    public void Gates_that_never_stood_in_the_area_are_not_looked_into(string? area, string elsewhere) =>
        Assert.Equal(elsewhere, Elsewhere(area, default));

    [Fact]
    public void Nor_those_that_never_stood_in_the_viewers_own()
    {
        Assert.True(Area.TryParse(East.Community, out var east));
        Assert.Equal("gate-west", Elsewhere(null, east));
        Assert.Equal("gate-east gate-west", Elsewhere("gate-moved", east));
    }

    private static string Elsewhere(string? area, Area own)
    {
        var fields = new QueryFields();
        var query = new ScreeningParameters(area, null, null, null, null, null, null, null).Read(fields, own, Registry(), Now, 10);
        Assert.Null(fields.Problem);
        return string.Join(' ', query.Elsewhere.Select(gate => gate.Value).Order(StringComparer.Ordinal));
    }

    private static GateRegistry Registry() => new(
        [new District(West.District, Name, [new Street(West.Street, Name, [.. new[] { West, East }.Select(place => new Community(place.Community, Name))])])],
        [Gate("west", West), Gate("east", East), Gate("moved", West, East)]);

    private static RegisteredGate Gate(string name, params Place[] places) => new(
        GateId.Parse($"gate-{name}"), [.. places.Select((place, i) => new Assignment(Now.AddDays(i - 9), place, GateKind.Pedestrian, Name))]);
}
