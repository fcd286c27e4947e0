namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>The real cloud service as a child, on a port of its own.</summary>
/// <param name="configurationFile">Its configuration; the port is laid over it.</param>
public sealed class CloudServer(string folder, string configurationFile) : LoopbackServer(folder)
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Where the HTTP API is.</summary>
    public Uri Url => new($"http://127.0.0.1:{Port}/");

    /// <summary>From the next start on: all, ingest or serve.</summary>
    public string Role { get; set; } = "all";

    protected override string Name => "checkpoint-cloud";

    protected override ChildCommand Prepare() => new(OwnProgram.Cloud, ["run", "--config", configurationFile, "--role", Role])
    {
        Environment = new Dictionary<string, string> { ["CHECKPOINT_WEB__URL"] = $"http://127.0.0.1:{Port}" },
    };

    /// <summary>Answers at all: whether broker and database are well is no question of its having started.</summary>
    protected override async Task<bool> IsServingAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(Url, "healthz"), cancellation).ConfigureAwait(false);
            return IsRunning;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
