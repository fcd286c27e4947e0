using System.CommandLine;

namespace Checkpoint.Tests.Simulation.Soak;

public sealed class SoakCommandTests
{
    [Theory]
    [InlineData("--kill", "0")]
    [InlineData("--kill", "-3")]
    [InlineData("--power-cuts", "some")]
    [InlineData("--network", "1.5")]
    [InlineData("--network", "1000001")]
    [InlineData("--seed", "0")]
    public void A_count_that_is_none_is_refused_with_the_option_and_its_limits(string option, string value)
    {
        var error = Assert.Single(SoakCommand.Create().Parse([option, value]).Errors);

        Assert.Contains(option, error.Message);
        Assert.Contains("1 to 1000000", error.Message);
        Assert.Contains($"'{value}'", error.Message);
    }

    [Fact]
    public void A_page_that_is_no_markdown_is_refused() =>
        Assert.Contains("page.txt", Assert.Single(SoakCommand.Create().Parse(["--report", "--out", "page.txt"]).Errors).Message);

    [Fact]
    public async Task Without_anything_to_do_it_ends_with_a_usage_error() => Assert.Equal(64, await RunAsync());

    [Fact]
    public async Task A_report_of_a_folder_without_results_says_so_and_writes_nothing()
    {
        var page = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.md");

        Assert.Equal(2, await RunAsync("--report", "--results", Path.Combine(AppContext.BaseDirectory, "none"), "--out", page));
        Assert.False(File.Exists(page));
    }

    private static Task<int> RunAsync(params string[] arguments) => SoakCommand.Create().Parse(arguments).InvokeAsync();
}
