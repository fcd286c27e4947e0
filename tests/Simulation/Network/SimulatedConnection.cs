using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Network;

/// <summary>One network connection, with its end at the client and its end at the broker, which may differ on whether it lives.</summary>
internal sealed class SimulatedConnection : IMqttConnection
{
    private readonly SimulatedProcess _process;
    private readonly EventLoop _loop;
    private readonly SimulatedBroker _broker;
    private readonly SimulatedLink _link;
    private readonly WireWatch _watch;
    private readonly MqttMessageHandler _onMessage;
    private readonly TaskCompletionSource<IMqttConnection> _opened = new();
    private readonly TaskCompletionSource<MqttReason> _closed = new();
    private readonly List<TaskCompletionSource<MqttReason>> _waiting = [];
    private readonly Pipe _up;
    private readonly Pipe _down;
    private bool _isForgotten;
    private bool _isClientDead;
    private bool _isBrokerDead;
    private int _change;

    public SimulatedConnection(
        SimulatedProcess process, SimulatedBroker broker, SimulatedLink link, WireWatch watch, MqttConnectionOptions options, MqttMessageHandler onMessage)
    {
        (_process, _loop, _broker, _link, _watch, Options, _onMessage) = (process, process.Loop, broker, link, watch, options, onMessage);
        _up = new Pipe(_loop, broker.Random, link, () => _isForgotten || link.IsCutUp);
        _down = new Pipe(_loop, broker.Random, link, () => _isForgotten || link.IsCutDown);
        link.Changed += LinkChanged;
        link.Forgotten += Forget;
        Number = broker.NextNumber();
    }

    public MqttConnectionOptions Options { get; }

    public int Number { get; }

    public Task<MqttReason> Closed => _closed.Task;

    /// <summary>Mosquitto's own default, max_inflight_messages.</summary>
    public int SendMaximum => 20;

    /// <summary>Seen from the broker.</summary>
    public bool IsServed => !_isBrokerDead;

    public double DropsDown => _link.DropsDown;

    private long KeepAlive => (long)Options.KeepAlive.TotalMicroseconds;

    public Task<IMqttConnection> OpenAsync(CancellationToken cancellation)
    {
        var timeout = _process.ScheduleBare(
            _loop.Now + (long)Options.ConnectTimeout.TotalMicroseconds, () => ClientEnds("no CONNACK"));
        _opened.Task.ContinueWith(_ => timeout.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        cancellation.UnsafeRegister(_ => ClientEnds("cancelled", cancellation), null);
        LinkChanged();
        _up.Send(Knock);
        return _opened.Task;
    }

    public Task<MqttReason> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation) =>
        Ask(answer => _broker.Subscribe(this, filter, answer), cancellation);

    public Task<MqttReason> PublishAsync(MqttPublication publication, CancellationToken cancellation)
    {
        _process.RequireRunning();
        if (_waiting.Count >= SendMaximum)
            return Task.FromResult(new MqttReason(MqttReason.ReceiveMaximumExceeded, "receive maximum exceeded"));
        var sent = publication with { Payload = publication.Payload.ToArray() };
        _watch.Leaves(this, sent);
        return Ask(answer => _broker.Publish(this, sent, answer), cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _process.RequireRunning();
        if (!_isClientDead)
        {
            _up.Send(_ => _broker.End(this, withWill: false));
            ClientEnds("closed here");
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>From the broker: it is connected, or why not.</summary>
    public void AnswerConnect(MqttReason reason) => _down.Send(_ => OnClient(() =>
    {
        if (reason.IsSuccess)
            _opened.TrySetResult(this);
        else
            ClientEnds(reason);
    }));

    /// <summary>From the broker to the client.</summary>
    public void Deliver(string topic, byte[] payload, TimeSpan? expiry, bool keepsExpired) => _down.Send(took =>
    {
        // What waited in a socket's buffer comes late, what waited in the broker is dropped when its time is over.
        if (keepsExpired || expiry is not { } most || took <= most.TotalMicroseconds)
            OnClient(() => Receive(topic, payload));
    });

    public void AnswerRequest(TaskCompletionSource<MqttReason> request, MqttReason reason) => _down.Send(_ => OnClient(() =>
    {
        if (_waiting.Remove(request))
            request.TrySetResult(reason);
    }));

    /// <summary>The broker has ended it, and says so.</summary>
    public void BrokerEnds(MqttReason reason)
    {
        BrokerEndsSilently();
        _down.Send(_ => OnClient(() => ClientEnds(reason)));
    }

    /// <summary>The broker knows nothing of it any more, and nobody says so.</summary>
    public void BrokerEndsSilently()
    {
        _isBrokerDead = true;
        _up.Die();
        Release();
    }

    /// <summary>The broker's machine is gone: the client will notice by itself, some day.</summary>
    public void BrokerVanishes()
    {
        BrokerEndsSilently();
        Forget();
    }

    /// <summary>The client's process is gone; its system closes the socket.</summary>
    public void Hangup()
    {
        if (_isClientDead)
            return;
        _up.Send(_ => _broker.End(this, withWill: true));
        Vanish();
    }

    /// <summary>The client is gone, and nobody says so.</summary>
    public void Vanish()
    {
        _isClientDead = true;
        _down.Die();
        Release();
        BrokerMissesPings();
    }

    /// <summary>
    /// CONNECT comes after the handshake of TCP: of an attempt that was given up while that was held up the broker never hears, and so
    /// it ends no connection that was opened since.
    /// </summary>
    private void Knock(long took)
    {
        if (_isClientDead && took > _link.MostLatency)
            BrokerEndsSilently();
        else
            _broker.Connect(this);
    }

    private Task<MqttReason> Ask(Action<TaskCompletionSource<MqttReason>> atBroker, CancellationToken cancellation)
    {
        _process.RequireRunning();
        if (_isClientDead)
            return Task.FromException<MqttReason>(new MqttException(_closed.Task.Result, $"use of connection {Number}"));
        var request = new TaskCompletionSource<MqttReason>();
        _waiting.Add(request);
        _up.Send(_ => atBroker(request));
        return request.Task.WaitAsync(cancellation);
    }

    private void Receive(string topic, byte[] payload)
    {
        _watch.Arrives(this, topic, payload);
        var message = new MqttMessage { Topic = System.Text.Encoding.UTF8.GetBytes(topic), Payload = payload };
        _onMessage(message);
    }

    private void OnClient(Action work) => _process.ScheduleBare(_loop.Now, () =>
    {
        if (!_isClientDead)
            work();
    });

    private void ClientEnds(string why) => ClientEnds(MqttReason.FromLocal(why));

    private void ClientEnds(string why, CancellationToken cancellation)
    {
        if (_opened.Task.IsCompleted)
            return;
        _up.Send(_ => _broker.End(this, withWill: false));
        _opened.TrySetCanceled(cancellation);
        ClientEnds(why);
    }

    private void ClientEnds(MqttReason reason)
    {
        if (_isClientDead)
            return;
        _isClientDead = true;
        _down.Die();
        if (!_isBrokerDead)
            _up.Send(_ => _broker.End(this, withWill: true));
        Release();
        _closed.TrySetResult(reason);
        _opened.TrySetException(new MqttException(reason, $"connect as {Options.ClientId}"));
        _ = _opened.Task.Exception;
        foreach (var request in _waiting.ToArray())
            request.TrySetException(new MqttException(reason, $"connection {Number}"));
        _waiting.ForEach(request => _ = request.Task.Exception);
        _waiting.Clear();
    }

    private void Forget()
    {
        _isForgotten = true;
        LinkChanged();
    }

    /// <summary>
    /// Without pings the broker gives up after one and a half keep-alives, the client without their answers after two; neither
    /// knows before.
    /// </summary>
    private void LinkChanged()
    {
        _change++;
        _up.Resume();
        _down.Resume();
        if (_isForgotten || _isClientDead || _link.IsCutUp)
            BrokerMissesPings();
        if (_isForgotten || _link.IsCutUp || _link.IsCutDown)
            ClientMissesAnswers();
    }

    private void BrokerMissesPings()
    {
        var change = _change;
        _loop.After(KeepAlive * 3 / 2 + Jitter(), () =>
        {
            if (change == _change && !_isBrokerDead)
                _broker.End(this, withWill: true);
        });
    }

    private void ClientMissesAnswers()
    {
        var change = _change;
        _process.ScheduleBare(_loop.Now + KeepAlive * 2 - Jitter(), () =>
        {
            if (change == _change)
                ClientEnds("keep-alive timeout");
        });
    }

    /// <summary>Pings go once a keep-alive: the last may have been answered any part of it before the cut.</summary>
    private long Jitter() => (long)(_broker.Random.NextDouble() * KeepAlive / 2);

    /// <summary>Both ends are gone: the link need not tell it anything any more.</summary>
    private void Release()
    {
        if (!_isClientDead || !_isBrokerDead)
            return;
        _link.Changed -= LinkChanged;
        _link.Forgotten -= Forget;
    }
}
