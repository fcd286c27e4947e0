using System.Globalization;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Tests.Integration.Scenarios;

/// <summary>What a site's cloud counts.</summary>
internal static class MetricsOf
{
    private static readonly HttpClient Client = new();

    /// <summary>The value of one line of /metrics; 0 when it is not there.</summary>
    public static async Task<double> ReadAsync(Site site, string series)
    {
        var text = await Client.GetStringAsync(new Uri(site.Cloud.Url, "metrics"));
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    public static async Task UntilAsync(Site site, string series, double least, TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        while (await ReadAsync(site, series) < least)
        {
            Assert.False(deadline.IsCancellationRequested, $"not within {within.TotalSeconds} s: {series} is {least}");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
