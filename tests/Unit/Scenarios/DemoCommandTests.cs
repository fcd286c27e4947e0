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

    [Theory]
    [InlineData("401d")]
    [InlineData("-1d")]
    [InlineData("0.0d")]
    [InlineData("a month")]
    [InlineData("")]
    public void A_history_that_is_too_long_or_none_is_refused_with_what_it_takes(string history)
    {
        var errors = DemoCommand.Create().Parse(["--history", history]).Errors;
        Assert.Contains(errors, error => error.Message == $"--history must be 0, or a duration such as 30d or 12h (at most 400d), is '{history}'");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("12h")]
    [InlineData("400d")]
    public void No_history_hours_and_more_than_a_year_of_it_can_be_asked_for(string history) =>
        Assert.Empty(DemoCommand.Create().Parse(["--history", history]).Errors);

    [Fact]
    public void Without_a_number_of_gates_there_is_nothing_wrong() => Assert.Empty(DemoCommand.Create().Parse([]).Errors);
}
