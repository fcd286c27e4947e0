using System.Diagnostics;
using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.Scenarios.Roads;

/// <summary>
/// Each gate in a network namespace of its own, with a cable (veth) to this computer's: the kernel's own TCP meets what happens
/// to it. Namespaces have no names and live as long as a process in them, so that nothing is left however this program ends.
/// </summary>
public sealed class NamespaceRoads : IGateRoads
{
    /// <summary>RFC 2544 keeps 198.18.0.0/15 for tests of networks; each gate gets eight addresses of it.</summary>
    private const string Network = "198.18";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Dictionary<GateId, Cable> _cables = [];
    private readonly string _folder;
    private readonly int _brokerPort;

    private NamespaceRoads(string folder, int brokerPort) => (_folder, _brokerPort) = (folder, brokerPort);

    public IReadOnlyList<RoadFault> Faults { get; } =
        [RoadFault.SilentUp, RoadFault.SilentDown, RoadFault.Silent, RoadFault.CableOut, RoadFault.OtherAddress];

    /// <summary>Null if it can be done here, else why it can't.</summary>
    public static string? WhyNot()
    {
        if (!Environment.IsPrivilegedProcess)
            return "not root";
        try
        {
            foreach (var program in (string[])["unshare", "nsenter"])
                DebianProgram.Find(program, "util-linux");
            using var trial = Process.Start(
                new ProcessStartInfo(DebianProgram.Find("unshare", "util-linux"), ["--net", DebianProgram.Find("ip", "iproute2"), "link", "add", "type", "veth"])
                {
                    RedirectStandardError = true,
                })!;
            trial.WaitForExit();
            return trial.ExitCode == 0 ? null : "the kernel gives no network namespaces";
        }
        catch (FileNotFoundException missing)
        {
            return missing.Message;
        }
    }

    /// <param name="folder">For logs.</param>
    /// <param name="brokerPort">The broker must listen on all addresses.</param>
    public static async Task<NamespaceRoads> CreateAsync(string folder, int brokerPort, IReadOnlyList<SiteGate> gates)
    {
        var roads = new NamespaceRoads(folder, brokerPort);
        try
        {
            foreach (var (index, gate) in gates.Index())
                await roads.LayAsync(gate.Id, index).ConfigureAwait(false);
            return roads;
        }
        catch
        {
            await roads.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public GateRoad Of(GateId gate) => new(_cables[gate].Here, _brokerPort) { Launcher = Enter(_cables[gate]) };

    public Task BreakAsync(GateId gate, RoadFault fault, Random random) => ChangeAsync(_cables[gate], fault);

    public async Task MendAsync(GateId gate)
    {
        var cable = _cables[gate];
        await RunAsync("ip", "link", "set", cable.Name, "up").ConfigureAwait(false);
        await RunAsync("ip", "route", "flush", "type", "blackhole", "root", $"{cable.Subnet}").ConfigureAwait(false);
        await RunInAsync(cable, "ip", "route", "flush", "type", "blackhole").ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cable in _cables.Values)
            await cable.Holder.DisposeAsync().ConfigureAwait(false);
    }

    private async Task LayAsync(GateId gate, int index)
    {
        var holder = ChildProgram.Start(
            new ChildCommand(DebianProgram.Find("unshare", "util-linux"), ["--net", "/bin/sleep", "infinity"]), Path.Combine(_folder, "network.log"));
        // Interface names have at most 15 letters, and other campaigns may lay cables too.
        var third = holder.Id % 256;
        var cable = new Cable(holder, $"cp{holder.Id}", $"{Network}.{third}.{index * 8}/29", $"{Network}.{third}.{index * 8 + 1}")
        {
            There = [$"{Network}.{third}.{index * 8 + 2}", $"{Network}.{third}.{index * 8 + 3}"],
        };
        _cables.Add(gate, cable);
        await UntilApartAsync(holder).ConfigureAwait(false);
        await RunAsync("ip", "link", "add", cable.Name, "type", "veth", "peer", "name", "gate", "netns", $"{holder.Id}").ConfigureAwait(false);
        await RunAsync("ip", "addr", "add", $"{cable.Here}/29", "dev", cable.Name).ConfigureAwait(false);
        await RunAsync("ip", "link", "set", cable.Name, "up").ConfigureAwait(false);
        await RunInAsync(cable, "ip", "link", "set", "lo", "up").ConfigureAwait(false);
        await RunInAsync(cable, "ip", "addr", "add", $"{cable.There[0]}/29", "dev", "gate").ConfigureAwait(false);
        await RunInAsync(cable, "ip", "link", "set", "gate", "up").ConfigureAwait(false);
    }

    /// <summary>Until it has left this process's network.</summary>
    private static async Task UntilApartAsync(ChildProgram holder)
    {
        var deadline = DateTime.UtcNow + Timeout;
        while (File.ResolveLinkTarget($"/proc/{holder.Id}/ns/net", false)?.Name == File.ResolveLinkTarget("/proc/self/ns/net", false)?.Name)
        {
            if (holder.HasExited || DateTime.UtcNow > deadline)
                throw new InvalidOperationException($"no network namespace:\n{holder.ReadLogTail()}");
            await Task.Delay(TimeSpan.FromMilliseconds(5)).ConfigureAwait(false);
        }
    }

    private async Task ChangeAsync(Cable cable, RoadFault fault)
    {
        if (fault is RoadFault.SilentUp or RoadFault.Silent)
            await RunInAsync(cable, "ip", "route", "add", "blackhole", $"{cable.Here}/32").ConfigureAwait(false);
        if (fault is RoadFault.SilentDown or RoadFault.Silent)
        {
            foreach (var address in cable.There)
                await RunAsync("ip", "route", "add", "blackhole", $"{address}/32").ConfigureAwait(false);
        }

        if (fault == RoadFault.CableOut)
            await RunAsync("ip", "link", "set", cable.Name, "down").ConfigureAwait(false);
        if (fault == RoadFault.OtherAddress)
        {
            await RunInAsync(cable, "ip", "addr", "flush", "dev", "gate").ConfigureAwait(false);
            cable.There.Reverse();
            await RunInAsync(cable, "ip", "addr", "add", $"{cable.There[0]}/29", "dev", "gate").ConfigureAwait(false);
        }
    }

    private static List<string> Enter(Cable cable) => [DebianProgram.Find("nsenter", "util-linux"), $"--net=/proc/{cable.Holder.Id}/ns/net"];

    private Task RunInAsync(Cable cable, params string[] command) => RunAsync([.. Enter(cable), DebianProgram.Find(command[0], "iproute2"), .. command[1..]]);

    private async Task RunAsync(params string[] command)
    {
        var program = command[0].StartsWith('/') ? command[0] : DebianProgram.Find(command[0], "iproute2");
        await using var running = ChildProgram.Start(new ChildCommand(program, command[1..]), Path.Combine(_folder, "network.log"));
        if (await running.WaitForExitAsync(Timeout).ConfigureAwait(false) is not 0 and var exitCode)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {exitCode}:\n{running.ReadLogTail()}");
    }

    /// <param name="Holder">The process that keeps the namespace.</param>
    /// <param name="Name">Of this computer's end.</param>
    /// <param name="Here">Its address.</param>
    private sealed record Cable(ChildProgram Holder, string Name, string Subnet, string Here)
    {
        /// <summary>The gate's addresses, the one it has first.</summary>
        public required List<string> There { get; init; }
    }
}
