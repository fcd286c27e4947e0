using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Network;
using Checkpoint.Tests.Simulation.Scheduling;
using Checkpoint.Tests.Simulation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Tests.Simulation.Clouds;

/// <summary>One ingest of the cloud through all its runs: the stages as the cloud's own host registers them.</summary>
internal sealed class SimulatedIngest(SimulatedWorld world, int number)
{
    private SimulatedProcess? _process;
    private SimulatedConnector? _connector;
    private ServiceProvider? _services;
    private int _stopped;

    public SimulatedLink Link { get; } = new() { LeastLatency = 200, MostLatency = 2_000 };

    /// <summary>It runs, and nothing lies between it and the broker.</summary>
    public bool IsReachable => _process is not null && !Link.IsCutUp && !Link.IsCutDown;

    public void Start()
    {
        if (_stopped > 0 || _process is not null)
            return;
        _process = world.NewProcess($"ingest-{number}");
        var process = _process;
        process.Schedule(world.Loop.Now, () => Run(process));
    }

    /// <summary>kill -9. Adds up: it runs again when <see cref="Revive"/> was called as often.</summary>
    public void Kill()
    {
        _stopped++;
        _process?.Kill();
        _connector?.ProcessKilled();
        _services?.Dispose();
        (_process, _connector, _services) = (null, null, null);
    }

    public void Revive()
    {
        _stopped--;
        Start();
    }

    /// <summary>Has it look at the registry at once.</summary>
    public void Reload() => _process?.Schedule(world.Loop.Now, () => _services?.GetRequiredService<RegistryWatch>().Load());

    private void Run(SimulatedProcess process)
    {
        var random = Seeds.Random(world.Plan.Seed, 20, number, process.Number);
        _connector = new SimulatedConnector(process, world.Broker, Link, world.Watch);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ProcessClock(process, 0, () => world.Epoch + world.Loop.Now));
        services.AddSingleton<IMqttConnector>(_connector);
        services.AddSingleton(random);
        services.AddLogging(logging => logging.AddProvider(new TraceLog(process)));
        var connection = new MqttConnectionOptions { Host = "broker", ClientId = $"ingest-{number}", KeepAlive = TimeSpan.FromSeconds(30) };
        CloudHost.AddFoundation(services, world.Registry.Path, new SimulatedStore(process, world.Database));
        CloudHost.AddIngest(services, Ingest, connection);
        _services = services.BuildServiceProvider();
        _services.GetRequiredService<RegistryWatch>().Load();
        foreach (var stage in _services.GetServices<IHostedService>().OfType<BackgroundService>().Where(stage => stage is not RegistryWatch))
            _ = Stage.RunAsync(stage, Failed, CancellationToken.None);
    }

    private IngestOptions Ingest => new() { MaxQueuedRecords = world.Plan.IngestQueue };

    private void Failed(Exception fault) => world.Findings.Add(FindingKind.Crashed, null, $"ingest {number}: {fault}");
}
