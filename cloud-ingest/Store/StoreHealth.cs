using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Whether the database takes and answers, as last tried. Each change of state is logged once.</summary>
public sealed class StoreHealth(TimeProvider clock, ILogger<StoreHealth> log)
{
    /// <summary>A refusal is told for so long, and logged at most so often: its gate tries again every few seconds.</summary>
    private static readonly TimeSpan RefusalTold = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A database that answers questions need not take records: a full disk does not keep it from reading. Gates try again
    /// within a minute or two; until then what a write has met stands, or the alarm would come and go every few seconds.
    /// </summary>
    private static readonly TimeSpan WriteFaultStands = TimeSpan.FromMinutes(2);

    private const int MostNamed = 3;

    private readonly Lock _lock = new();

    private long _triedAt;

    private long? _writeFailedAt;

    private StoreFault? _fault = new(StoreFaultKind.Unreachable, "not tried yet");

    private (StoreFault Fault, DateTimeOffset At)? _refusal;

    private DateTimeOffset _refusalUntil = DateTimeOffset.MinValue;

    private DateTimeOffset _refusalLogged = DateTimeOffset.MinValue;

    private DateTimeOffset _since = clock.GetUtcNow();

    /// <summary>
    /// Null when the last try went well and no gate's records were refused of late; before the first try, a fault that
    /// says so.
    /// </summary>
    public StoreFault? Fault
    {
        get
        {
            lock (_lock)
                return _fault ?? (RefusedOfLate() ? _refusal!.Value.Fault : null);
        }
    }

    /// <summary>Of this state.</summary>
    public DateTimeOffset Since
    {
        get
        {
            lock (_lock)
                return _fault is null && RefusedOfLate() ? _refusal!.Value.At : _since;
        }
    }

    /// <summary>Since the last try; large before the first.</summary>
    public TimeSpan Age => _triedAt == 0 ? TimeSpan.MaxValue : clock.GetElapsedTime(_triedAt);

    /// <summary>How a write went.</summary>
    public void Report(StoreFault? fault)
    {
        lock (_lock)
        {
            _writeFailedAt = fault is null ? null : clock.GetTimestamp();
            Become(fault);
        }
    }

    /// <summary>How a question was answered while nothing was written.</summary>
    public void ReportProbe(StoreFault? fault)
    {
        lock (_lock)
        {
            if (fault is null && IsFullOrFailing())
                _triedAt = clock.GetTimestamp();
            else
                Become(fault);
        }
    }

    /// <summary>The database takes others' records, and not this gate's, by some limit of its own.</summary>
    /// <param name="seqs">Some of one stream.</param>
    public void ReportRefusal(GateId gate, IReadOnlyList<SeqRange> seqs, StoreFault fault)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var named = fault with { Detail = $"records of gate {gate}, seq {Named(seqs)}: {fault.Detail}" };
            _refusal = (named, RefusedOfLate() ? _refusal!.Value.At : now);
            _refusalUntil = now + RefusalTold;
            if (now - _refusalLogged < RefusalTold)
                return;
            _refusalLogged = now;
            log.LogError("Store refuses what is no fault of the records, their gate keeps them: {Fault}", named);
        }
    }

    private static string Named(IReadOnlyList<SeqRange> seqs) =>
        string.Join(", ", seqs.Take(MostNamed)) + (seqs.Count > MostNamed ? " and more" : "");

    private bool IsFullOrFailing() => _fault?.Kind is StoreFaultKind.Disk or StoreFaultKind.ServerError
        && _writeFailedAt is { } at && clock.GetElapsedTime(at) < WriteFaultStands;

    private void Become(StoreFault? fault)
    {
        _triedAt = clock.GetTimestamp();
        if (fault?.Kind != _fault?.Kind)
        {
            _since = clock.GetUtcNow();
            if (fault is null)
                log.LogInformation("Store takes records");
            else
                log.LogError("Store does not take records, gates keep theirs: {Fault}", fault);
        }

        _fault = fault;
    }

    private bool RefusedOfLate() => _refusal is not null && clock.GetUtcNow() < _refusalUntil;
}
