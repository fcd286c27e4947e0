using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>What /metrics tells of warnings.</summary>
internal static class WarningGauges
{
    public static void Add(IServiceProvider services)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create("checkpoint.cloud");
        var book = services.GetRequiredService<WarningBook>();
        meter.CreateObservableGauge("checkpoint_warnings_open", () => NotClosed(book), null, "Warnings that are not closed, by level");
    }

    /// <summary>A database that can't answer gives no number: absence is not zero.</summary>
    private static IEnumerable<Measurement<long>> NotClosed(WarningBook book)
    {
        try
        {
            return book.NotClosed().Select(level => new Measurement<long>(level.Value, KeyValuePair.Create<string, object?>("level", WireName.Of(level.Key))));
        }
        catch (StoreException)
        {
            return [];
        }
    }
}
