namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>influxdb.conf of 1.x: what differs from its defaults, and why.</summary>
internal static class InfluxConfiguration
{
    public static string Write(string folder, int port, int backupPort, InfluxLimits limits) => $"""
        reporting-disabled = true
        bind-address = "127.0.0.1:{backupPort}"

        [meta]
          dir = "{folder}/meta"

        [data]
          dir = "{folder}/data"
          wal-dir = "{folder}/wal"
          # Zero, the default, syncs each write before it is answered: an answer then means that a kill loses nothing.
          wal-fsync-delay = "0s"
          query-log-enabled = false
          # Its defaults are a million and 100,000.
          max-series-per-database = {limits.MaxSeriesPerDatabase}
          max-values-per-tag = {limits.MaxValuesPerTag}

        [monitor]
          # Its own statistics would be written among ours.
          store-enabled = false

        [subscriber]
          enabled = false

        [continuous_queries]
          # Gates send additive summaries: there is no roll-up job.
          enabled = false

        [http]
          bind-address = "127.0.0.1:{port}"
          auth-enabled = true
          log-enabled = false

        [logging]
          level = "warn"

        """;
}
