using Checkpoint.DeviceSim.World;

namespace Checkpoint.Tests.Unit.DeviceSim.World;

public class GateCommandTests
{
    private const string Rest = "--gate gate-01 --kind door --config gate.json --truth truth";

    [Theory]
    [InlineData("-1")]
    [InlineData("20001")]
    [InlineData("NaN")]
    [InlineData("many")]
    public void A_number_of_troubles_out_of_range_is_named_with_its_limits(string troubles) => Assert.Contains(
        GateCommand.Create().Parse([.. Rest.Split(' '), "--troubles", troubles]).Errors,
        error => error.Message == $"--troubles takes 0 to 20000, not '{troubles}'");

    [Theory]
    [InlineData("0")]
    [InlineData("2.5")]
    public void A_number_of_troubles_within_range_is_taken(string troubles) =>
        Assert.Empty(GateCommand.Create().Parse([.. Rest.Split(' '), "--troubles", troubles]).Errors);
}
