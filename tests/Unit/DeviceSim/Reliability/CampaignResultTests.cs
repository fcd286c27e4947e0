using Checkpoint.DeviceSim.Scenarios.Reliability;

namespace Checkpoint.Tests.Unit.DeviceSim.Reliability;

public sealed class CampaignResultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("campaigns-").FullName;

    [Fact]
    public void What_is_saved_is_loaded_in_the_order_of_names()
    {
        CampaignResult[] results = [Results.Clean("kill") with { Details = ["one", "two"] }, Results.Clean("network")];
        foreach (var result in results.Reverse())
            result.Save(_folder);

        var loaded = CampaignResult.LoadAll(_folder);

        Assert.Equal(results.Select(Plain), loaded.Select(Plain));
        Assert.Equal(["one", "two"], loaded[0].Details);
    }

    [Fact]
    public void A_later_run_replaces_the_earlier_one()
    {
        Results.Clean("kill").Save(_folder);
        (Results.Clean("kill") with { Trials = 7 }).Save(_folder);

        Assert.Equal(7, Assert.Single(CampaignResult.LoadAll(_folder)).Trials);
    }

    [Fact]
    public void No_folder_holds_no_results() => Assert.Empty(CampaignResult.LoadAll(Path.Combine(_folder, "none")));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{ \"name\": \"kill\" }")]
    [InlineData("not json")]
    public void A_file_that_is_no_result_is_named(string text)
    {
        var file = Path.Combine(_folder, "kill.json");
        File.WriteAllText(file, text);

        Assert.Contains(file, Assert.Throws<InvalidDataException>(() => CampaignResult.LoadAll(_folder)).Message);
    }

    [Fact]
    public void A_count_below_nothing_is_no_result()
    {
        (Results.Clean("kill") with { Lost = -1 }).Save(_folder);

        var fault = Assert.Throws<InvalidDataException>(() => CampaignResult.LoadAll(_folder));

        Assert.Contains("kill.json", fault.Message);
        Assert.Contains("below 0", fault.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Lists are equal by reference only.</summary>
    private static CampaignResult Plain(CampaignResult result) => result with { Details = [] };
}
