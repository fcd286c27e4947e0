using System.Text.Json.Serialization;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World.Troubles;

namespace Checkpoint.DeviceSim.World.Truth;

/// <summary>
/// One line of a gate's truth: what the simulator did to the gate, and what the gate then promised to keep. Written before
/// or as it happens, so that a killed process leaves at most one line half written. Times are this machine's wall clock.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "entry")]
[JsonDerivedType(typeof(SimulationBegun), "simulation_begun")]
[JsonDerivedType(typeof(VisitBegun), "visit_begun")]
[JsonDerivedType(typeof(AttemptEnded), "attempt_ended")]
[JsonDerivedType(typeof(VisitEnded), "visit_ended")]
[JsonDerivedType(typeof(VerdictPressed), "verdict_pressed")]
[JsonDerivedType(typeof(VehicleCame), "vehicle_came")]
[JsonDerivedType(typeof(ReleasePressed), "release_pressed")]
[JsonDerivedType(typeof(ReleaseAnswered), "release_answered")]
[JsonDerivedType(typeof(DoorForcedOpen), "door_forced_open")]
[JsonDerivedType(typeof(TroublePlanned), "trouble_planned")]
[JsonDerivedType(typeof(RecordsIntended), "records_intended")]
[JsonDerivedType(typeof(RecordsMade), "records_made")]
[JsonDerivedType(typeof(RecordsRefused), "records_refused")]
public abstract record TruthEntry
{
    /// <summary>When it was written, microseconds since 1970 UTC.</summary>
    public long AtMicroseconds { get; init; }
}

/// <summary>A process started on this gate; visits and intentions before it that have no end were cut off.</summary>
public sealed record SimulationBegun(GateId Gate, int Seed) : TruthEntry;

/// <summary>Somebody comes. Visits are numbered from 1 within a process.</summary>
/// <param name="CoreCentiC">True core temperature.</param>
/// <param name="Direction">Which way they mean to go.</param>
public sealed record VisitBegun(long Visit, int CoreCentiC, PassageDirection Direction) : TruthEntry;

/// <summary>
/// Somebody stood before the thermometer and has stepped away or been told the outcome: raw words (0.02 K a step) that the
/// chip served meanwhile.
/// </summary>
/// <param name="PresentFromMicroseconds">When the presence line rose; <see cref="TruthEntry.AtMicroseconds"/> is the end.</param>
/// <param name="ObjectReads">How many TOBJ1 words were served; the rest is 0 if none.</param>
/// <param name="Lamp">What the lamps said at the end, as the simulated person saw it; null for none.</param>
public sealed record AttemptEnded(
    long Visit,
    int Attempt,
    long PresentFromMicroseconds,
    int ObjectReads,
    int MinObjectWord,
    int MaxObjectWord,
    int MinAmbientWord,
    int MaxAmbientWord,
    ScreeningOutcome? Lamp) : TruthEntry;

/// <summary>They have gone.</summary>
/// <param name="End">How they went through the beams; null if they never entered them.</param>
public sealed record VisitEnded(long Visit, PassageEnd? End) : TruthEntry;

/// <summary>The volunteer presses what the contact thermometer says of somebody, whom their last attempt's lamp sent there.</summary>
/// <param name="ContactCentiC">What it says.</param>
public sealed record VerdictPressed(long Visit, int ContactCentiC, bool IsFever) : TruthEntry;

/// <summary>A vehicle stands before the barrier. Vehicles are numbered from 1 within a process.</summary>
/// <param name="Visits">Of those in it, the driver first; each began before.</param>
public sealed record VehicleCame(long Vehicle, IReadOnlyList<long> Visits) : TruthEntry;

/// <summary>The volunteer wants it through.</summary>
public sealed record ReleasePressed(long Vehicle) : TruthEntry;

/// <summary>What the gate did then.</summary>
public sealed record ReleaseAnswered(long Vehicle, bool IsOpen) : TruthEntry;

/// <summary>Somebody opens a door whom nobody let in.</summary>
/// <param name="IsQuiet">Nobody had been let in or out for longer than that lasts, so that the gate must tell.</param>
public sealed record DoorForcedOpen(bool IsQuiet) : TruthEntry;

/// <summary>Something goes wrong at the gate, or will.</summary>
/// <param name="FromMicroseconds">When it begins, microseconds since 1970 UTC.</param>
/// <param name="Size">In the unit that its kind says; 0 where it has none.</param>
public sealed record TroublePlanned(TroubleKind Kind, long FromMicroseconds, long ToMicroseconds, double Size) : TruthEntry
{
    internal static TroublePlanned Of(Trouble trouble) =>
        new(trouble.Kind, Microseconds(trouble.From), Microseconds(trouble.To), trouble.Size);

    private static long Microseconds(DateTimeOffset time) => RecordTime.At(time, TimeSpan.Zero).Microseconds;
}

/// <summary>The gate is about to make these durable, together and in this order. Their seqs are still 0.</summary>
/// <param name="Intention">Numbered from 1 within a process.</param>
/// <param name="MadeAtMicroseconds">True wall time of each record.</param>
public sealed record RecordsIntended(
    long Intention, IReadOnlyList<GateRecord> Records, IReadOnlyList<long> MadeAtMicroseconds) : TruthEntry;

/// <summary>The gate says that they are durable, with these seqs.</summary>
public sealed record RecordsMade(long Intention, StreamId Stream, IReadOnlyList<long> Seqs) : TruthEntry;

/// <summary>The gate says that it could not make them durable.</summary>
public sealed record RecordsRefused(long Intention, string Reason) : TruthEntry;
