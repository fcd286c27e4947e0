using System.CommandLine;
using Checkpoint.Benchmarks;
using Checkpoint.Benchmarks.Gateway;
using Checkpoint.Benchmarks.Ingest;
using Checkpoint.Benchmarks.Wire;

var root = new RootCommand("Measures CheckpointEdge and prints what was measured: medians, least, most, and the goal beside it.")
{
    GatewayCommand.Create(),
    IngestCommand.Create(),
    WireCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
