using System.CommandLine;
using Checkpoint.Benchmarks;
using Checkpoint.Benchmarks.Gateway;
using Checkpoint.Benchmarks.Ingest;
using Checkpoint.Benchmarks.Outbox;
using Checkpoint.Benchmarks.Trends;
using Checkpoint.Benchmarks.Uplink;
using Checkpoint.Benchmarks.Wire;

var root = new RootCommand("Measures CheckpointEdge and prints what was measured: medians, least, most, and the goal beside it.")
{
    DrainCommand.Create(),
    GatewayCommand.Create(),
    IngestCommand.Create(),
    LampCommand.Create(),
    LinkCommand.Create(),
    QueueGateCommand.Create(),
    TrendsCommand.Create(),
    WireCommand.Create(),
    WritesCommand.Create(),
};

// A gateway that is told to stop sends what it has first.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
