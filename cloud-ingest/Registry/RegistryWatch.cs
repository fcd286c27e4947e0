using Checkpoint.CloudIngest.Settings;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>
/// Keeps the registry as the file says. Looks at the file's time and size each <see cref="Period"/>, which also works where
/// editors replace files and where change notices don't reach. A bad edit changes nothing, and is told in the log, in the
/// metrics and by <see cref="Faults"/> until it is mended. Refused as well are moves that begin before now: records already
/// stored under the old place would be stored again under the new one. (Edits made while nothing runs are not seen by
/// this rule; `checkpoint-cloud gates` keeps it.)
/// </summary>
public sealed class RegistryWatch(string path, WaitingGates waiting, TimeProvider clock, ILogger<RegistryWatch> log) : CloudStage
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private (DateTime Written, long Length) _seen;

    private volatile GateRegistry _current = GateRegistry.Empty;

    private volatile IReadOnlyList<KeyFault> _faults = [];

    public GateRegistry Current => _current;

    /// <summary>Raised after a registry has come into use.</summary>
    public event Action<GateRegistry>? Changed;

    /// <summary>What is wrong with the file as it now is; empty when <see cref="Current"/> is what it says.</summary>
    public IReadOnlyList<KeyFault> Faults => _faults;

    /// <summary>How often the file was read and came into use.</summary>
    public long Taken { get; private set; }

    /// <summary>How often it was read, or was to be, and did not.</summary>
    public long Refused { get; private set; }

    /// <summary>First reading: no former registry to keep.</summary>
    /// <returns>The faults; empty when the registry is now in use.</returns>
    public IReadOnlyList<KeyFault> Load()
    {
        Refresh(first: true);
        return _faults;
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Refresh(first: false);
    }

    private void Refresh(bool first)
    {
        try
        {
            var file = new FileInfo(path);
            var state = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
            if (state == _seen && !first)
                return;
            _seen = state;
            Take(Read(file), first);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Refuse([new KeyFault("file", exception.Message)]);
        }
    }

    private (GateRegistry? Registry, IReadOnlyList<KeyFault> Faults) Read(FileInfo file)
    {
        if (!file.Exists)
            return (null, [new KeyFault("file", $"'{path}' does not exist")]);
        if (file.Length > RegistryFile.MaxBytes)
            return (null, [new KeyFault("file", $"has {file.Length} bytes; at most {RegistryFile.MaxBytes} are read")]);
        var registry = RegistryFile.Parse(File.ReadAllBytes(path), out var faults);
        return (registry, faults);
    }

    private void Take((GateRegistry? Registry, IReadOnlyList<KeyFault> Faults) read, bool first)
    {
        if (read.Registry is not { } registry)
        {
            Refuse(read.Faults);
            return;
        }

        var rewritten = first ? [] : registry.RewrittenSince(_current, clock.GetUtcNow())
            .Select(move => new KeyFault($"gates[{move.Gate}].assignments", $"a move from {move.From:O} on must not begin before now"))
            .ToList();
        if (rewritten.Count > 0)
        {
            Refuse(rewritten);
            return;
        }

        (_current, _faults) = (registry, []);
        Taken++;
        waiting.Forget(registry);
        Changed?.Invoke(registry);
        log.LogInformation("Registry in use: {Gates} gates in {Districts} districts", registry.Gates.Count, registry.Districts.Length);
    }

    private void Refuse(IReadOnlyList<KeyFault> faults)
    {
        _faults = faults;
        Refused++;
        foreach (var fault in faults.Take(20))
            log.LogError("Registry '{Path}' refused, the former one stays in use: {Fault}", path, fault);
    }
}
