using System.Runtime.InteropServices;

namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>
/// The loop's side of a connection, with its native client, which the loop thread alone touches once it is open. The
/// client is destroyed at the first disconnect: libmosquitto would keep and resend what was unacknowledged, and the
/// outbox does that.
/// </summary>
internal sealed unsafe class LoopConnection
{
    /// <summary>Packets read from one connection before the others get their turn.</summary>
    private const int ReadsPerTurn = 64;

    /// <summary>How long DISCONNECT may wait for a blocked socket before the connection is cut instead.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly MqttConnectionOptions _options;
    private readonly string _address;
    private readonly MqttMessageHandler _onMessage;
    private readonly NetworkLoop _loop;
    private readonly TopicTable _topics = new();
    private readonly Dictionary<int, MqttRequest> _waiting = [];
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<MqttReason> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GCHandle _self;
    private nint _client;
    private WatchedSocket? _socket;
    private bool _writable;
    private bool _active;
    private bool _readsComeInBursts;
    private MqttReason? _ending;
    private TimeSpan _deadline;
    private int _answeredEarly; // a QoS 0 publish is answered before its message id has been returned

    public LoopConnection(
        NetworkLoop loop, MqttConnectionOptions options, string address, MqttMessageHandler onMessage)
    {
        (_loop, _options, _address, _onMessage) = (loop, options, address, onMessage);
        _deadline = _loop.Uptime + _options.ConnectTimeout;
        _self = GCHandle.Alloc(this);
        try
        {
            _client = NativeClient.Start(_options, _address, _self);
        }
        catch
        {
            _self.Free();
            throw;
        }
    }

    public ulong Id { get; } = NetworkLoop.NextId();

    /// <summary>Commands of the batch under way that are still to be executed for this connection.</summary>
    public int Queued { get; set; }

    /// <summary>Place in the loop's list.</summary>
    public int Index { get; set; }

    /// <summary>Faults with <see cref="MqttException"/> if there is no successful CONNACK.</summary>
    public Task Opened => _opened.Task;

    public Task<MqttReason> Closed => _closed.Task;

    public PublishWindow Window { get; } = new();

    private bool IsAlive => _client != 0 && _ending is null;

    // From here on: the loop thread only.

    public void OnOpen() => _socket = _loop.Add(this, LibMosquittoLibrary.Socket(_client));

    /// <summary>For a connection that the loop never took over.</summary>
    public void EndUnopened(MqttReason reason)
    {
        _ending ??= reason;
        End();
    }

    /// <summary>The loop is about to end: says goodbye, as far as the socket takes it at once.</summary>
    public void ShutDown(MqttReason reason)
    {
        Close();
        EndUnopened(reason);
    }

    public void OnConnAck(int reasonCode, nint properties)
    {
        MqttReason reason = MqttPacketReason.OfConnAck(reasonCode);
        if (!reason.IsSuccess)
        {
            _ending ??= reason;
            return;
        }
        Window.Maximum = MqttProperty.Read(properties, MqttProperty.ReceiveMaximum) ?? ushort.MaxValue;
        if (_options.UseTopicAliases)
            _topics.AliasMaximum = MqttProperty.Read(properties, MqttProperty.TopicAliasMaximum) ?? 0;
        _active = true;
        _deadline = TimeSpan.MaxValue;
        _opened.TrySetResult();
    }

    /// <summary>Broker's reason codes begin at 0x80 here, where the library's own errors end long before.</summary>
    public void OnDisconnected(int reasonOrError) => _ending ??= reasonOrError is 0 or >= 0x80
        ? MqttPacketReason.OfDisconnect(reasonOrError)
        : LibMosquittoError.ToReason(reasonOrError, _loop.Errno);

    public void OnAnswer(int messageId, MqttReason reason)
    {
        if (_waiting.Remove(messageId, out MqttRequest? request))
            Answer(request, reason);
        else
            _answeredEarly = messageId;
    }

    public void OnMessage(in MqttMessage message)
    {
        _onMessage(message);
        _loop.Errno = 0; // so that the library does not take an errno of the handler's for its own
    }

    public void OnReady(uint events)
    {
        bool failed = (events & LinuxPoll.Error) != 0;
        if (failed && !_active)
            _ending ??= LibMosquittoError.OfErrno(LinuxPoll.PendingError(_socket!.Descriptor));
        _writable |= (events & LinuxPoll.Out) != 0;
        if (IsAlive && (!_active || events != LinuxPoll.Out))
            Read();
        if (IsAlive && (!_active || (events & LinuxPoll.Out) != 0))
            Require(LibMosquittoLibrary.Write(_client, ReadsPerTurn));
        Settle();
    }

    /// <summary>About once a second: keep-alive and deadlines.</summary>
    public void OnTick(TimeSpan uptime)
    {
        if (_deadline <= uptime)
        {
            _ending ??= MqttReason.FromLocal(_active
                ? $"cut, as the socket took no DISCONNECT within {CloseTimeout.TotalSeconds:0.#} s"
                : $"no CONNACK within {_options.ConnectTimeout.TotalSeconds:0.#} s");
        }
        if (IsAlive && !_active && _writable)
            Require(LibMosquittoLibrary.Read(_client, 1));
        if (IsAlive)
            Require(LibMosquittoLibrary.KeepAlive(_client));
        Settle();
    }

    public void BeforeCommand()
    {
        if (Queued > 1 && IsAlive)
            _socket?.Cork();
    }

    /// <summary>After the last command of a batch.</summary>
    public void AfterCommands()
    {
        if (_options.DelayTcpAcknowledgements && IsAlive && _socket is { } socket)
            LinuxPoll.DelayAcknowledgement(socket.Descriptor);
        Uncork();
        Settle();
    }

    public void Publish(PublishRequest request)
    {
        MqttPublication publication = request.Publication;
        if (!IsAlive)
            Abandon(request);
        else if (_topics.Find(publication.Topic) is not { } topic)
            Answer(request, MqttPacketReason.OfPubAck(MqttReason.TopicNameInvalid));
        else
            Expect(request, NativePublish.Send(_client, publication, topic, out int id), id, MqttReason.TopicNameInvalid);
    }

    public void Subscribe(SubscribeRequest request)
    {
        if (!IsAlive)
        {
            Abandon(request);
            return;
        }
        int id;
        fixed (byte* filter = TopicTable.Encode(request.Filter))
        {
            int error = LibMosquittoLibrary.Subscribe(_client, &id, filter, (int)request.Qos, 0, 0);
            Expect(request, error, id, MqttReason.TopicFilterInvalid);
        }
    }

    public void Abort(MqttReason reason) => _ending ??= reason;

    /// <summary>Sends DISCONNECT; the end follows when it has left.</summary>
    public void Close()
    {
        if (!IsAlive)
            return;
        Require(LibMosquittoLibrary.Disconnect(_client, 0, 0));
        _deadline = _loop.Uptime + CloseTimeout;
    }

    /// <summary>Reads until the socket is empty or the turn is over; answers to bursts leave in joint segments.</summary>
    private void Read()
    {
        if (_readsComeInBursts)
            _socket!.Cork();
        int reads = 0;
        do
        {
            Require(LibMosquittoLibrary.Read(_client, 1));
            reads++;
        }
        while (IsAlive && reads < ReadsPerTurn && _loop.Errno != LinuxPoll.ErrnoAgain);
        _readsComeInBursts = reads > 2;
        _loop.HasMoreToRead |= reads == ReadsPerTurn;
        Uncork();
    }

    private void Expect(MqttRequest request, int error, int messageId, int reasonIfInvalid)
    {
        bool answered = _answeredEarly == messageId;
        _answeredEarly = 0;
        if (error == LibMosquittoError.Success)
        {
            if (answered)
                Answer(request, MqttReason.Success);
            else
                _waiting[messageId] = request;
        }
        else if (LibMosquittoError.EndsConnection(error))
        {
            Require(error);
            Abandon(request);
        }
        else
        {
            Answer(request, error == LibMosquittoError.InvalidArgument
                ? MqttPacketReason.OfPubAck(reasonIfInvalid)
                : LibMosquittoError.ToReason(error, _loop.Errno));
        }
    }

    private void Answer(MqttRequest request, MqttReason reason)
    {
        if (request is PublishRequest)
            Window.Release();
        request.Answer(reason);
    }

    private void Abandon(MqttRequest request) => request.Abandon(_ending!.Value);

    private void Require(int error)
    {
        if (error != LibMosquittoError.Success)
            _ending ??= LibMosquittoError.ToReason(error, _loop.Errno);
    }

    /// <summary>After native calls, never within one: destroys the client if they ended the connection.</summary>
    private void Settle()
    {
        if (_client == 0 || _socket is null)
            return;
        if (_ending is null)
        {
            _socket.WatchForWriting(WantsToWrite());
            return;
        }
        _loop.Remove(this);
        End();
    }

    /// <summary>During a TLS handshake the library's answer stays true for its whole length, and would spin the loop.</summary>
    private bool WantsToWrite() =>
        !_writable || ((_active || _options.Tls is null) && LibMosquittoLibrary.WantsToWrite(_client) != 0);

    private void Uncork()
    {
        if (IsAlive) // else the descriptor is closed, and may already be another's
            _socket?.Uncork();
    }

    private void End()
    {
        if (_client == 0)
            return;
        LibMosquittoLibrary.Destroy(_client);
        _client = 0;
        _self.Free();
        MqttReason reason = _ending!.Value;
        _closed.TrySetResult(reason);
        if (!_active && _opened.TrySetException(new MqttException(reason, NativeClient.WhatOf(_options, _address))))
            _ = _opened.Task.Exception; // the connector reads it, unless its caller has gone
        foreach (MqttRequest request in _waiting.Values)
            request.Abandon(reason);
        _waiting.Clear();
    }
}
