using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>A gate's truth, read from its log: what it promised, what it may have kept when it was killed, who was there.</summary>
public sealed class GateTruth
{
    private readonly Dictionary<long, RecordsIntended> _open = [];
    private readonly Dictionary<long, long> _visiting = [];
    private readonly Dictionary<long, AttemptEnded> _lastAttempts = [];
    private readonly Dictionary<long, bool> _verdicts = [];
    private readonly Dictionary<long, VehicleCame> _vehicles = [];

    private GateTruth(GateId gate) => Gate = gate;

    public GateId Gate { get; }

    /// <summary>Records that the gate called durable, with their seqs, and when they truly were made.</summary>
    public Dictionary<(StreamId Stream, long Seq), TimedRecord> Made { get; } = [];

    /// <summary>Records of which a killed process had not said whether they are durable; their seqs are 0.</summary>
    public List<TimedRecord> Undecided { get; } = [];

    /// <summary>How many of them the last process left: those that it was just making durable.</summary>
    public int UndecidedAtEnd { get; private set; }

    /// <summary>Who stood before the thermometer, and was seen to leave it.</summary>
    public List<AttemptEnded> Attempts { get; } = [];

    /// <summary>Each verdict that a volunteer pressed, with the attempt that it decides.</summary>
    public List<(VerdictPressed Verdict, AttemptEnded Attempt)> Verdicts { get; } = [];

    /// <summary>Vehicles that the barrier was asked to let through, and whether all in them had been found normal.</summary>
    public List<(ReleaseAnswered Answer, bool AllNormal)> Releases { get; } = [];

    public List<DoorForcedOpen> ForcedDoors { get; } = [];

    /// <summary>
    /// From the arrival of those who were there when a process ended to the next one's start: an attempt of theirs may or
    /// may not have its record.
    /// </summary>
    public List<(long From, long To)> Interruptions { get; } = [];

    public int Visits { get; private set; }

    public static GateTruth From(GateId gate, IEnumerable<TruthEntry> entries)
    {
        var truth = new GateTruth(gate);
        long last = 0;
        foreach (var entry in entries)
        {
            truth.Add(entry, last);
            last = entry.AtMicroseconds;
        }

        truth.UndecidedAtEnd = truth._open.Values.Sum(intended => intended.Records.Count);
        truth.Interrupt(last, long.MaxValue);
        return truth;
    }

    /// <summary>What was going on then may or may not have its record.</summary>
    /// <param name="slack">Microseconds, to both sides.</param>
    public bool IsInterrupted(long at, long slack) =>
        Interruptions.Exists(interruption => at >= interruption.From - slack && at <= interruption.To + slack);

    private void Add(TruthEntry entry, long last)
    {
        switch (entry)
        {
            case SimulationBegun begun:
                Interrupt(last, begun.AtMicroseconds);
                break;
            case VisitBegun visit:
                Visits++;
                _visiting.Add(visit.Visit, visit.AtMicroseconds);
                break;
            case VisitEnded visit:
                _visiting.Remove(visit.Visit);
                break;
            case AttemptEnded attempt:
                Attempts.Add(attempt);
                _lastAttempts[attempt.Visit] = attempt;
                break;
            case VerdictPressed verdict:
                Verdicts.Add((verdict, _lastAttempts[verdict.Visit]));
                _verdicts[verdict.Visit] = !verdict.IsFever;
                break;
            case VehicleCame vehicle:
                _vehicles[vehicle.Vehicle] = vehicle;
                break;
            case ReleaseAnswered answer:
                Releases.Add((answer, _vehicles[answer.Vehicle].Visits.All(IsNormal)));
                break;
            case DoorForcedOpen forced:
                ForcedDoors.Add(forced);
                break;
            case RecordsIntended intended:
                _open.Add(intended.Intention, intended);
                break;
            case RecordsMade made:
                Confirm(made);
                break;
            case RecordsRefused refused:
                _open.Remove(refused.Intention);
                break;
        }
    }

    /// <summary>By the lamp, or by the volunteer after it.</summary>
    private bool IsNormal(long visit) => _verdicts.TryGetValue(visit, out var isNormal)
        ? isNormal
        : _lastAttempts.TryGetValue(visit, out var attempt) && attempt.Lamp == ScreeningOutcome.Normal;

    private void Confirm(RecordsMade made)
    {
        if (!_open.Remove(made.Intention, out var intended))
            throw new InvalidDataException($"{Gate}: made without being intended: {made.Intention}");
        for (var i = 0; i < made.Seqs.Count; i++)
        {
            Made.Add(
                (made.Stream, made.Seqs[i]),
                new TimedRecord(intended.Records[i] with { Seq = made.Seqs[i] }, intended.MadeAtMicroseconds[i]));
        }
    }

    /// <summary>The process ended somewhere between its last line and the next one's first.</summary>
    private void Interrupt(long last, long to)
    {
        foreach (var intended in _open.Values)
            Undecided.AddRange(intended.Records.Zip(intended.MadeAtMicroseconds, (record, at) => new TimedRecord(record, at)));
        _open.Clear();
        if (last > 0)
            Interruptions.Add((_visiting.Values.Append(last).Min(), to));
        _visiting.Clear();
        _lastAttempts.Clear();
        _verdicts.Clear();
        _vehicles.Clear();
    }
}

/// <summary>A record and its true time, microseconds since 1970 UTC.</summary>
public readonly record struct TimedRecord(GateRecord Record, long TrueMicroseconds);
