using Checkpoint.DeviceSim.Figures;

namespace Checkpoint.Tests.Unit.DeviceSim.Figures;

public class FiguresCommandTests
{
    [Theory]
    [InlineData("--seeds 0", "--seeds takes 1 to 1000, not '0'")]
    [InlineData("--seeds 1001", "--seeds takes 1 to 1000, not '1001'")]
    [InlineData("--seeds many", "--seeds takes 1 to 1000, not 'many'")]
    [InlineData("--people -5", "--people takes 1 to 100000, not '-5'")]
    [InlineData("--people 99999999999", "--people takes 1 to 100000, not '99999999999'")]
    [InlineData("--out page.html", "--out takes a file that ends in .md, not 'page.html'")]
    public void A_wrong_argument_is_named_with_its_limits(string line, string error) => Assert.Contains(
        FiguresCommand.Create().Parse(["screening", .. line.Split(' ')]).Errors, found => found.Message == error);

    [Theory]
    [InlineData("--seeds 0", "--seeds takes 1 to 1000, not '0'")]
    [InlineData("--years 1001", "--years takes 1 to 1000, not '1001'")]
    [InlineData("--out warning", "--out takes a file that ends in .md, not 'warning'")]
    public void A_wrong_argument_of_the_other_study_is_named_too(string line, string error) => Assert.Contains(
        FiguresCommand.Create().Parse(["early-warning", .. line.Split(' ')]).Errors, found => found.Message == error);

    [Theory]
    [InlineData("screening")]
    [InlineData("early-warning")]
    public void Without_arguments_there_is_nothing_wrong(string study) => Assert.Empty(FiguresCommand.Create().Parse([study]).Errors);

    [Fact]
    public async Task A_page_and_its_plot_are_written_side_by_side()
    {
        var folder = Directory.CreateTempSubdirectory("checkpoint-figures-");
        var page = Path.Combine(folder.FullName, "new", "page.md");
        try
        {
            Assert.Equal(0, await FiguresCommand.Create().Parse(["screening", "--seeds", "1", "--people", "1", "--out", page]).InvokeAsync());
            Assert.Contains("(page.svg)", await File.ReadAllTextAsync(page));
            Assert.StartsWith("<svg", await File.ReadAllTextAsync(Path.ChangeExtension(page, ".svg")), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_ends_with_exit_code_74() => Assert.Equal(
        74, await FiguresCommand.Create().Parse(["screening", "--seeds", "1", "--people", "1", "--out", "/dev/null/page.md"]).InvokeAsync());
}
