using Checkpoint.Contract;
using Checkpoint.DeviceSim.Faults.Disk;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Network;
using Checkpoint.Tests.Simulation.Plans;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Gates;

/// <summary>One gate through all its boots and runs: its board, its card, its way to the broker, and the truth about it.</summary>
internal sealed class SimulatedGate : IDisposable
{
    private const long Second = 1_000_000;

    private readonly Random _random;
    private readonly Visitors _visitors;
    private bool _isArmed;
    private int _boards = 1;

    /// <summary>How many reasons there are for it to have no power; at first, that nobody has switched it on.</summary>
    private int _off = 1;

    public SimulatedGate(SimulatedWorld world, GatePlan plan)
    {
        World = world;
        Plan = plan;
        Id = GateId.Parse($"gate-{plan.Number}");
        Truth = new GateTruth(Id);
        _random = Seeds.Random(world.Plan.Seed, 10, plan.Number);
        _visitors = new Visitors(this, Seeds.Random(world.Plan.Seed, 11, plan.Number), plan.PeoplePerHour, world.Plan.People);
        Link.MostLatency = (long)plan.RoundTrip.TotalMicroseconds / 2;
        Link.LeastLatency = Link.MostLatency / 4;
    }

    public SimulatedWorld World { get; }

    public GatePlan Plan { get; }

    public GateId Id { get; }

    public GateZone Zone { get; } = new(TimeZoneInfo.CreateCustomTimeZone("+08:00", TimeSpan.FromHours(8), null, null));

    public SimulatedLink Link { get; } = new();

    public SimulatedDisk Disk { get; } = new();

    public GateTruth Truth { get; }

    public SimulatedBoard? Board { get; private set; }

    public GateRun? Run { get; private set; }

    public string BoardSerial => $"board-{Plan.Number}-{_boards}";

    /// <summary>Longest time that a turn of the outbox takes, microseconds.</summary>
    public long SlowestTurn { get; set; } = 4_000;

    /// <summary>With answers that take seconds the cloud's time is known to half of them only.</summary>
    public bool WasAnsweredSlowly { get; set; }

    public long MaxOutboxBytes { get; init; } = 512L * 1024 * 1024;

    public void Begin()
    {
        World.Loop.After(_random.NextInt64(60 * Second), PowerOn);
        _visitors.Begin((long)World.Plan.Duration.TotalMicroseconds);
    }

    public long TurnTime() => 200 + (long)(_random.NextDouble() * SlowestTurn);

    /// <summary>kill -9, and systemd starts it again after a while.</summary>
    public void KillProgram(long restartAfter)
    {
        if (Run is not null)
            EndRun(hasPower: true);
        RestartAfter(restartAfter);
    }

    /// <summary>As an operator stops it; if it does not end in time, systemd kills it.</summary>
    public void StopProgram(long restartAfter)
    {
        if (Run is not { } run)
            return;
        run.Process.Schedule(World.Loop.Now, async () =>
        {
            await run.StopAsync();
            if (run == Run)
                EndRun(hasPower: true);
            RestartAfter(restartAfter);
        });
        World.Loop.After(20 * Second, () =>
        {
            if (run == Run)
                KillProgram(restartAfter);
        });
    }

    /// <summary>The next promise of a screening is followed by a power cut.</summary>
    public void ArmPowerCut() => _isArmed = true;

    public void Promised()
    {
        if (!_isArmed)
            return;
        _isArmed = false;
        World.Loop.After(_random.Next(2) * 300, () => CutPowerFor(5 * Second));
    }

    /// <summary>The disk may have met the power cut that was set for it.</summary>
    public void AfterTurn()
    {
        if (Disk.Faults.ChangesLeft <= 0)
            CutPowerFor(5 * Second);
    }

    public void CutPowerFor(long microseconds)
    {
        PowerOff();
        World.Loop.After(microseconds, PowerOn);
    }

    /// <summary>Adds up: it is on again when <see cref="PowerOn"/> was called as often.</summary>
    public void PowerOff()
    {
        if (_off++ > 0)
            return;
        World.Loop.Tell($"{Id}: power off");
        if (Run is not null)
            EndRun(hasPower: false);
        if (Board is not null)
            Truth.Boots[^1].To = World.Loop.Now;
        Disk.Crash(_random);
        Board = null;
    }

    public void PowerOn()
    {
        if (--_off > 0)
            return;
        Board = new SimulatedBoard(World.Loop, Plan, World.Epoch, _random);
        Truth.Begin(new BootTruth { BootId = Board.BootId, From = World.Loop.Now });
        World.Loop.Tell($"{Id}: power on, boot {Board.BootId}");
        RestartAfter((3 * Second) + _random.NextInt64(20 * Second));
    }

    /// <summary>While it is off: the card goes into another board.</summary>
    public void ReplaceBoard() => _boards++;

    /// <summary>While it is off: an older image of the card takes the card's place.</summary>
    /// <param name="boots">Those that the card knew of when it was taken.</param>
    public void ReplaceCard(DiskImage image, IReadOnlyList<BootTruth> boots)
    {
        Disk.Restore(image);
        Truth.ReplaceCard(boots, made => World.Database.Ever(Id, made.Stream, made.Seq) is { } had && RecordsAudit.IsItself(made, had));
        World.Watch.CardReplaced(Id, (stream, seq) => World.Database.EverHad(Id, stream, seq));
    }

    /// <summary>Before what it made is judged.</summary>
    public void NoteTime()
    {
        if (Run is { } run)
            NoteTime(run);
    }

    public void Dispose()
    {
        if (Run is not null)
            EndRun(hasPower: true);
        Disk.Dispose();
    }

    private void NoteTime(GateRun run) => Truth.Boots[^1].KnewTime |= run.Time.Quality != Contract.Records.ClockQuality.Unknown;

    private void EndRun(bool hasPower)
    {
        var run = Run!;
        Run = null;
        World.Loop.Tell($"{Id}: {run.Process.Name} ends");
        NoteTime(run);
        run.Abandon(hasPower);
        Truth.Interrupt();
        if (hasPower)
            Disk.Restore(Disk.Snapshot());
        else
            Disk.Crash(_random);
        run.Outbox.Abandon();
        run.Dispose();
    }

    private void RestartAfter(long microseconds)
    {
        var board = Board;
        World.Loop.After(microseconds, () =>
        {
            if (board is not null && board == Board && Run is null)
                StartProgram(board);
        });
    }

    private void StartProgram(SimulatedBoard board)
    {
        var process = World.NewProcess(Id.Value);
        World.Loop.Tell($"{Id}: {process.Name} starts");
        process.Schedule(World.Loop.Now, () =>
        {
            try
            {
                Run = new GateRun(this, process, board, Seeds.Random(World.Plan.Seed, 12, Plan.Number, process.Number));
            }
            catch (IOException fault)
            {
                World.Loop.Tell($"{Id}: does not start: {fault.Message}");
                process.Kill();
                RestartAfter(10 * Second);
                AfterTurn();
                return;
            }

            Run.Start();
        });
    }
}
