using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Faults.Disk;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.Time;
using Microsoft.Data.Sqlite;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>An outbox on a simulated disk, driven by the test: power goes where the test says, and nothing waits.</summary>
internal sealed class DiskBench : IDisposable
{
    public const string Folder = "/card";

    public const string File = Folder + "/outbox.db";

    private GateOutbox? _outbox;

    public SimulatedDisk Disk { get; } = new();

    public ManualBoardClock Clock { get; } = new();

    /// <summary>What the outbox asks for the time; <see cref="Clock"/> if nothing else is said.</summary>
    public IBoardClock? BoardClock { get; set; }

    public OutboxOptions Options { get; set; } = new() { Folder = Folder };

    public string Board { get; set; } = "board-1";

    public GateOutbox Outbox => _outbox ??= Open();

    /// <summary>Commits what waits, and what comes of it.</summary>
    public void Settle()
    {
        while (Outbox.Turn())
        {
        }
    }

    /// <returns>The seqs; null if the outbox refused the records.</returns>
    public IReadOnlyList<long>? Append(params GateRecord[] records)
    {
        // Without the test runner's context whoever waits goes on at once, on this thread.
        SynchronizationContext.SetSynchronizationContext(null);
        var done = Outbox.AppendAsync([.. records.Select(record => new MadeRecord(record, Clock.Now))], CancellationToken.None);
        Settle();
        Assert.True(done.IsCompleted);
        return done.IsCompletedSuccessfully ? done.Result : null;
    }

    public void LearnTime(DateTimeOffset wall)
    {
        var now = Clock.Now;
        var micros = (wall - DateTimeOffset.UnixEpoch).Ticks / 10;
        Outbox.Learn(new BootOffset(now.BootId, micros - now.BoottimeMicroseconds, 500, now.BoottimeMicroseconds, ClockQuality.Ntp));
        Settle();
    }

    public void Deliver(params SeqRange[] stored)
    {
        Outbox.Settle(Outbox.Head.Stream, stored, []);
        Settle();
    }

    public List<(StreamId Stream, GateRecord Record)> ReadAll()
    {
        var found = new List<(StreamId, GateRecord)>();
        var after = OutboxPosition.Start;
        while (Outbox.Read(after, false, 100, 64 * 1024) is { Records.Count: > 0 } pending)
        {
            found.AddRange(pending.Records.Select(record => (pending.Stream, record)));
            after = pending.Last;
        }

        return found;
    }

    /// <summary>The power goes and comes back: another boot.</summary>
    public void Crash(Random random)
    {
        Disk.Crash(random);
        _outbox?.Abandon();
        _outbox = null;
        Clock.Reboot();
    }

    public void Close()
    {
        _outbox?.Dispose();
        _outbox = null;
    }

    /// <summary>Opens the outbox; where that fails the exception says why, and nothing stays open.</summary>
    public GateOutbox Open() => GateOutbox.Open(
        Options, Board, OutboxBench.Zone(), BoardClock ?? Clock, new OutboxPlatform { Folder = Disk, WorkWaits = _ => { } });

    /// <summary>For a look at the file that the outbox itself does not give.</summary>
    public SqliteConnection Connect()
    {
        SQLitePCL.Batteries_V2.Init();
        var text = new SqliteConnectionStringBuilder { DataSource = File, Vfs = Disk.Vfs, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        return connection;
    }

    public long Number(string sql)
    {
        using var connection = Connect();
        using var statement = new Statement(connection, sql);
        return statement.Number();
    }

    public void Dispose()
    {
        Close();
        Disk.Dispose();
    }
}
