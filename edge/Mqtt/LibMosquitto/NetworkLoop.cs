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
    private static ulong _lastId = WakeUpId;

    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly int _poll = LinuxPoll.CreatePoll();
    private readonly int _wakeUp = LinuxPoll.CreateWakeUp();
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private readonly Dictionary<ulong, LoopConnection> _connectionsById = [];
    private readonly List<LoopConnection> _connections = [];

    private List<ILoopCommand> _posted = [];
    private List<ILoopCommand> _taken = [];
    private bool _stopped;
    private int* _errno;
    private int _tickedUpTo;
    private TimeSpan _nextTick;
    private int _wakeUps;
    private bool _busy;

    public NetworkLoop(TimeProvider clock)
    {
        _clock = clock;
        _started = _clock.GetTimestamp();
        LinuxPoll.Control(_poll, LinuxPoll.Add, _wakeUp, LinuxPoll.In, WakeUpId);
        _thread = new Thread(Run) { IsBackground = true, Name = "mqtt-network" };
        _thread.Start();
    }

    /// <summary>Since the loop began, by the monotonic clock: a board's wall clock steps.</summary>
    public TimeSpan Uptime => _clock.GetElapsedTime(_started);

    /// <summary>The C library's errno as the last native call left it. Loop thread only.</summary>
    public int Errno
    {
        get => *_errno;
        set => *_errno = value;
    }

    /// <summary>A socket was left before it was empty. Loop thread only.</summary>
    public bool HasMoreToRead { get; set; }

    /// <summary>Never reused, so that a late event of a closed socket finds nobody.</summary>
    public static ulong NextId() => Interlocked.Increment(ref _lastId);

    public void Post(ILoopCommand command)
    {
        bool first, late;
        lock (_gate)
        {
            first = _posted.Count == 0;
            late = _stopped;
            if (!late)
                _posted.Add(command);
        }
        if (late)
            command.Abandon(ShutDown);
        else if (first && Thread.CurrentThread != _thread)
            LinuxPoll.WakeUp(_wakeUp);
    }

    public WatchedSocket Add(LoopConnection connection, int descriptor)
    {
        connection.Index = _connections.Count;
        _connections.Add(connection);
        _connectionsById.Add(connection.Id, connection);
        return new WatchedSocket(_poll, descriptor, connection.Id);
    }

    /// <summary>The kernel forgets the socket itself, when it is closed.</summary>
    public void Remove(LoopConnection connection)
    {
        LoopConnection last = _connections[^1];
        _connections[connection.Index] = last;
        last.Index = connection.Index;
        _connections.RemoveAt(_connections.Count - 1);
        _connectionsById.Remove(connection.Id);
    }

    /// <summary>Ends all connections with a DISCONNECT, as far as their sockets take it at once.</summary>
    public void Dispose()
    {
        if (Thread.CurrentThread == _thread)
            throw new InvalidOperationException("a message handler cannot dispose of its own connector");
        lock (_gate)
        {
            if (_stopped)
                return;
            _stopped = true;
        }
        LinuxPoll.WakeUp(_wakeUp);
        _thread.Join();
        LinuxPoll.Close(_poll);
        LinuxPoll.Close(_wakeUp);
    }

    private void Run()
    {
        _errno = LinuxPoll.ErrnoOfThisThread();
        byte* events = stackalloc byte[EventsPerTurn * LinuxPoll.EventSize];
        while (!_stopped)
        {
            if (_busy && !HasMoreToRead)
                LinuxPoll.Sleep(Linger);
            HasMoreToRead = false;
            int timeoutMs = _connections.Count == 0 ? -1 : TickMs;
            int count = LinuxPoll.Wait(_poll, events, EventsPerTurn, timeoutMs);
            _wakeUps++;
            for (int i = 0; i < count; i++)
                Dispatch(events + i * LinuxPoll.EventSize);
            Tick();
            ExecuteCommands();
        }
        ExecuteCommands();
        foreach (LoopConnection connection in _connections)
            connection.ShutDown(ShutDown);
    }

    private void Dispatch(byte* polled)
    {
        ulong id = LinuxPoll.DataOf(polled);
        if (id == WakeUpId)
            LinuxPoll.Acknowledge(_wakeUp);
        else if (_connectionsById.TryGetValue(id, out LoopConnection? connection))
            connection.OnReady(LinuxPoll.EventsOf(polled));
    }

    private void ExecuteCommands()
    {
        lock (_gate)
            (_posted, _taken) = (_taken, _posted);
        foreach (ILoopCommand command in _taken)
            command.Connection.Queued++;
        foreach (ILoopCommand command in _taken)
        {
            LoopConnection connection = command.Connection;
            connection.BeforeCommand();
            command.Execute();
            if (--connection.Queued == 0)
                connection.AfterCommands();
        }
        _taken.Clear();
    }

    private void Tick()
    {
        TimeSpan uptime = Uptime;
        if (uptime < _nextTick)
            return;
        _nextTick = uptime + TimeSpan.FromMilliseconds(TickMs);
        (_busy, _wakeUps) = (_wakeUps > BusyWakeUpsPerTick, 0);
        int due = (_connections.Count + TicksPerRound - 1) / TicksPerRound;
        for (int i = 0; i < due && _connections.Count > 0; i++)
        {
            _tickedUpTo = (_tickedUpTo + 1) % _connections.Count;
            _connections[_tickedUpTo].OnTick(uptime);
        }
    }
}
