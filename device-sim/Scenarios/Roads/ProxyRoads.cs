using Checkpoint.Contract;
using Checkpoint.DeviceSim.Faults.Link;

namespace Checkpoint.DeviceSim.Scenarios.Roads;

/// <summary>A bad network before the broker, one for each gate.</summary>
public sealed class ProxyRoads : IGateRoads
{
    private const int LeastBytesPerSecond = 1000;
    private const int MostBytesPerSecond = 8000;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1.5);

    private readonly Dictionary<GateId, LinkProxy> _proxies;

    public ProxyRoads(int brokerPort, IEnumerable<SiteGate> gates) =>
        _proxies = gates.ToDictionary(gate => gate.Id, _ => LinkProxy.Start(brokerPort));

    public IReadOnlyList<RoadFault> Faults { get; } =
    [
        RoadFault.Slow, RoadFault.Far, RoadFault.SilentUp, RoadFault.SilentDown, RoadFault.Silent, RoadFault.Cut, RoadFault.Refused,
    ];

    public GateRoad Of(GateId gate) => new("127.0.0.1", _proxies[gate].Port);

    public Task BreakAsync(GateId gate, RoadFault fault, Random random)
    {
        var proxy = _proxies[gate];
        switch (fault)
        {
            case RoadFault.Slow:
                proxy.Set(new LinkConditions { BytesPerSecond = random.Next(LeastBytesPerSecond, MostBytesPerSecond) });
                break;
            case RoadFault.Far:
                proxy.Set(new LinkConditions { Delay = random.NextDouble() * LongestDelay });
                break;
            case RoadFault.SilentUp:
                proxy.Silence(LinkSilence.Up);
                break;
            case RoadFault.SilentDown:
                proxy.Silence(LinkSilence.Down);
                break;
            case RoadFault.Silent:
                proxy.Silence(LinkSilence.Both);
                break;
            case RoadFault.Refused or RoadFault.Cut:
                proxy.Refuse(fault == RoadFault.Refused);
                proxy.Cut();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "not for a proxy");
        }

        return Task.CompletedTask;
    }

    public Task MendAsync(GateId gate)
    {
        var proxy = _proxies[gate];
        proxy.Set(LinkConditions.Perfect);
        proxy.Silence(LinkSilence.None);
        proxy.Refuse(false);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies.Values)
            await proxy.DisposeAsync().ConfigureAwait(false);
    }
}
