using Checkpoint.DeviceSim.Scenarios.Demo;

namespace Checkpoint.Tests.Unit.Scenarios;

public sealed class DemoCommandTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("51")]
    [InlineData("four")]
    [InlineData("99999999999")]
    public void A_number_of_gates_out_of_range_is_named_with_its_limits(string gates)
    {
        var errors = DemoCommand.Create().Parse(["--gates", gates]).Errors;
        Assert.Contains(errors, error => error.Message == "--gates must be 1 to 50");
    }

    [Fact]
    public void Without_a_number_of_gates_there_is_nothing_wrong() => Assert.Empty(DemoCommand.Create().Parse([]).Errors);
}
