using System.CommandLine;
using Checkpoint.DeviceSim.Figures;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.DeviceSim.Scenarios.Demo;
using Checkpoint.DeviceSim.World;

const int ExitUsage = 64; // EX_USAGE of sysexits.h

var root = new RootCommand("Simulates gates: chips under the real drivers, people, weather and faults.")
{
    DemoCommand.Create(),
    FiguresCommand.Create(),
    FleetCommand.Create(),
    GateCommand.Create(),
};
var arguments = root.Parse(args);
var exitCode = await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(3) });
return arguments.Errors.Count > 0 ? ExitUsage : exitCode;
