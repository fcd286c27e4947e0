namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>
/// One thread that serves every connection of a connector: waits on all their sockets at once (epoll), and is woken
/// through an eventfd by commands posted from other threads, which it takes over in one batch per wake-up.
/// </summary>
internal sealed unsafe class NetworkLoop : IDisposable
{
    private const int EventsPerTurn = 256;

    /// <summary>Connections are looked after once a second each, a tenth of them every 100 ms.</summary>
    private const int TickMs = 100;
    private const int TicksPerRound = 10;

    /// <summary>
    /// From 2000 wake-ups a second on, the loop lingers before it waits again: a broker sends message by message, and
    /// waking up for each costs more than the message does. Lingering, they come ten at a time.
    /// </summary>
    private const int BusyWakeUpsPerTick = 200;

    private static readonly TimeSpan Linger = TimeSpan.FromMicroseconds(250);

    private const ulong WakeUpId = 0;

    private static readonly MqttReason ShutDown = MqttReason.FromLocal("the client was shut down");
    private static ulong lastId = WakeUpId;

    private readonly TimeProvider clock;
    private readonly long started;
    private readonly int poll = LinuxPoll.CreatePoll();
    private readonly int wakeUp = LinuxPoll.CreateWakeUp();
    private readonly Lock gate = new();
    private readonly Thread thread;
    private readonly Dictionary<ulong, LoopConnection> connectionsById = [];
    private readonly List<LoopConnection> connections = [];

    private List<ILoopCommand> posted = [];
    private List<ILoopCommand> taken = [];
    private bool stopped;
    private int* errno;
    private int tickedUpTo;
    private TimeSpan nextTick;
    private int wakeUps;
    private bool busy;

    public NetworkLoop(TimeProvider clock)
    {
        this.clock = clock;
        started = clock.GetTimestamp();
        LinuxPoll.Control(poll, LinuxPoll.Add, wakeUp, LinuxPoll.In, WakeUpId);
        thread = new Thread(Run) { IsBackground = true, Name = "mqtt-network" };
        thread.Start();
    }

    /// <summary>Since the loop began, by the monotonic clock: a board's wall clock steps.</summary>
    public TimeSpan Uptime => clock.GetElapsedTime(started);

    /// <summary>The C library's errno as the last native call left it. Loop thread only.</summary>
    public int Errno
    {
        get => *errno;
        set => *errno = value;
    }

    /// <summary>A socket was left before it was empty. Loop thread only.</summary>
    public bool HasMoreToRead { get; set; }

    /// <summary>Never reused, so that a late event of a closed socket finds nobody.</summary>
    public static ulong NextId() => Interlocked.Increment(ref lastId);

    public void Post(ILoopCommand command)
    {
        bool first, late;
        lock (gate)
        {
            first = posted.Count == 0;
            late = stopped;
            if (!late)
                posted.Add(command);
        }
        if (late)
            command.Abandon(ShutDown);
        else if (first && Thread.CurrentThread != thread)
            LinuxPoll.WakeUp(wakeUp);
    }

    public WatchedSocket Add(LoopConnection connection, int descriptor)
    {
        connection.Index = connections.Count;
        connections.Add(connection);
        connectionsById.Add(connection.Id, connection);
        return new WatchedSocket(poll, descriptor, connection.Id);
    }

    /// <summary>The kernel forgets the socket itself, when it is closed.</summary>
    public void Remove(LoopConnection connection)
    {
        LoopConnection last = connections[^1];
        connections[connection.Index] = last;
        last.Index = connection.Index;
        connections.RemoveAt(connections.Count - 1);
        connectionsById.Remove(connection.Id);
    }

    /// <summary>Ends all connections with a DISCONNECT, as far as their sockets take it at once.</summary>
    public void Dispose()
    {
        if (Thread.CurrentThread == thread)
            throw new InvalidOperationException("a message handler cannot dispose of its own connector");
        lock (gate)
        {
            if (stopped)
                return;
            stopped = true;
        }
        LinuxPoll.WakeUp(wakeUp);
        thread.Join();
        LinuxPoll.Close(poll);
        LinuxPoll.Close(wakeUp);
    }

    private void Run()
    {
        errno = LinuxPoll.ErrnoOfThisThread();
        byte* events = stackalloc byte[EventsPerTurn * LinuxPoll.EventSize];
        while (!stopped)
        {
            if (busy && !HasMoreToRead)
                LinuxPoll.Sleep(Linger);
            HasMoreToRead = false;
            int timeoutMs = connections.Count == 0 ? -1 : TickMs;
            int count = LinuxPoll.Wait(poll, events, EventsPerTurn, timeoutMs);
            wakeUps++;
            for (int i = 0; i < count; i++)
                Dispatch(events + i * LinuxPoll.EventSize);
            Tick();
            ExecuteCommands();
        }
        ExecuteCommands();
        foreach (LoopConnection connection in connections)
            connection.ShutDown(ShutDown);
    }

    private void Dispatch(byte* polled)
    {
        ulong id = LinuxPoll.DataOf(polled);
        if (id == WakeUpId)
            LinuxPoll.Acknowledge(wakeUp);
        else if (connectionsById.TryGetValue(id, out LoopConnection? connection))
            connection.OnReady(LinuxPoll.EventsOf(polled));
    }

    private void ExecuteCommands()
    {
        lock (gate)
            (posted, taken) = (taken, posted);
        foreach (ILoopCommand command in taken)
            command.Connection.Queued++;
        foreach (ILoopCommand command in taken)
        {
            LoopConnection connection = command.Connection;
            connection.BeforeCommand();
            command.Execute();
            if (--connection.Queued == 0)
                connection.AfterCommands();
        }
        taken.Clear();
    }

    private void Tick()
    {
        TimeSpan uptime = Uptime;
        if (uptime < nextTick)
            return;
        nextTick = uptime + TimeSpan.FromMilliseconds(TickMs);
        (busy, wakeUps) = (wakeUps > BusyWakeUpsPerTick, 0);
        int due = (connections.Count + TicksPerRound - 1) / TicksPerRound;
        for (int i = 0; i < due && connections.Count > 0; i++)
        {
            tickedUpTo = (tickedUpTo + 1) % connections.Count;
            connections[tickedUpTo].OnTick(uptime);
        }
    }
}
