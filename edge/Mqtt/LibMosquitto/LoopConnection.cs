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

    private readonly MqttConnectionOptions options;
    private readonly string address;
    private readonly MqttMessageHandler onMessage;
    private readonly NetworkLoop loop;
    private readonly TopicTable topics = new();
    private readonly Dictionary<int, MqttRequest> waiting = [];
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<MqttReason> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GCHandle self;
    private nint client;
    private WatchedSocket? socket;
    private bool writable;
    private bool active;
    private bool readsComeInBursts;
    private MqttReason? ending;
    private TimeSpan deadline;
    private int answeredEarly; // a QoS 0 publish is answered before its message id has been returned

    public LoopConnection(
        NetworkLoop loop, MqttConnectionOptions options, string address, MqttMessageHandler onMessage)
    {
        (this.loop, this.options, this.address, this.onMessage) = (loop, options, address, onMessage);
        deadline = loop.Uptime + options.ConnectTimeout;
        self = GCHandle.Alloc(this);
        try
        {
            client = NativeClient.Start(options, address, self);
        }
        catch
        {
            self.Free();
            throw;
        }
    }

    public ulong Id { get; } = NetworkLoop.NextId();

    /// <summary>Commands of the batch under way that are still to be executed for this connection.</summary>
    public int Queued { get; set; }

    /// <summary>Place in the loop's list.</summary>
    public int Index { get; set; }

    /// <summary>Faults with <see cref="MqttException"/> if there is no successful CONNACK.</summary>
    public Task Opened => opened.Task;

    public Task<MqttReason> Closed => closed.Task;

    public PublishWindow Window { get; } = new();

    private bool IsAlive => client != 0 && ending is null;

    // From here on: the loop thread only.

    public void OnOpen() => socket = loop.Add(this, LibMosquittoLibrary.Socket(client));

    /// <summary>For a connection that the loop never took over.</summary>
    public void EndUnopened(MqttReason reason)
    {
        ending ??= reason;
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
            ending ??= reason;
            return;
        }
        Window.Maximum = ReadProperty(properties, MqttProperty.ReceiveMaximum) ?? ushort.MaxValue;
        if (options.UseTopicAliases)
            topics.AliasMaximum = ReadProperty(properties, MqttProperty.TopicAliasMaximum) ?? 0;
        active = true;
        deadline = TimeSpan.MaxValue;
        opened.TrySetResult();
    }

    /// <summary>Broker's reason codes begin at 0x80 here, where the library's own errors end long before.</summary>
    public void OnDisconnected(int reasonOrError) => ending ??= reasonOrError is 0 or >= 0x80
        ? MqttPacketReason.OfDisconnect(reasonOrError)
        : LibMosquittoError.ToReason(reasonOrError, loop.Errno);

    public void OnAnswer(int messageId, MqttReason reason)
    {
        if (waiting.Remove(messageId, out MqttRequest? request))
            Answer(request, reason);
        else
            answeredEarly = messageId;
    }

    public void OnMessage(in MqttMessage message)
    {
        onMessage(message);
        loop.Errno = 0; // so that the library does not take an errno of the handler's for its own
    }

    public void OnReady(uint events)
    {
        bool failed = (events & LinuxPoll.Error) != 0;
        if (failed && !active)
            ending ??= LibMosquittoError.OfErrno(LinuxPoll.PendingError(socket!.Descriptor));
        writable |= (events & LinuxPoll.Out) != 0;
        if (IsAlive && (!active || events != LinuxPoll.Out))
            Read();
        if (IsAlive && (!active || (events & LinuxPoll.Out) != 0))
            Require(LibMosquittoLibrary.Write(client, ReadsPerTurn));
        Settle();
    }

    /// <summary>About once a second: keep-alive and deadlines.</summary>
    public void OnTick(TimeSpan uptime)
    {
        if (deadline <= uptime)
        {
            ending ??= MqttReason.FromLocal(active
                ? $"cut, as the socket took no DISCONNECT within {CloseTimeout.TotalSeconds:0.#} s"
                : $"no CONNACK within {options.ConnectTimeout.TotalSeconds:0.#} s");
        }
        if (IsAlive && !active && writable)
            Require(LibMosquittoLibrary.Read(client, 1));
        if (IsAlive)
            Require(LibMosquittoLibrary.KeepAlive(client));
        Settle();
    }

    public void BeforeCommand()
    {
        if (Queued > 1 && IsAlive)
            socket?.Cork();
    }

    /// <summary>After the last command of a batch.</summary>
    public void AfterCommands()
    {
        Uncork();
        Settle();
    }

    public void Publish(PublishRequest request)
    {
        MqttPublication publication = request.Publication;
        if (!IsAlive)
            Abandon(request);
        else if (topics.Find(publication.Topic) is not { } topic)
            Answer(request, MqttPacketReason.OfPubAck(MqttReason.TopicNameInvalid));
        else
            Expect(request, NativePublish.Send(client, publication, topic, out int id), id, MqttReason.TopicNameInvalid);
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
            int error = LibMosquittoLibrary.Subscribe(client, &id, filter, (int)request.Qos, 0, 0);
            Expect(request, error, id, MqttReason.TopicFilterInvalid);
        }
    }

    public void Abort(MqttReason reason) => ending ??= reason;

    /// <summary>Sends DISCONNECT; the end follows when it has left.</summary>
    public void Close()
    {
        if (!IsAlive)
            return;
        Require(LibMosquittoLibrary.Disconnect(client, 0, 0));
        deadline = loop.Uptime + CloseTimeout;
    }

    /// <summary>Reads until the socket is empty or the turn is over; answers to bursts leave in joint segments.</summary>
    private void Read()
    {
        if (readsComeInBursts)
            socket!.Cork();
        int reads = 0;
        do
        {
            Require(LibMosquittoLibrary.Read(client, 1));
            reads++;
        }
        while (IsAlive && reads < ReadsPerTurn && loop.Errno != LinuxPoll.ErrnoAgain);
        readsComeInBursts = reads > 2;
        loop.HasMoreToRead |= reads == ReadsPerTurn;
        Uncork();
    }

    private void Expect(MqttRequest request, int error, int messageId, int reasonIfInvalid)
    {
        bool answered = answeredEarly == messageId;
        answeredEarly = 0;
        if (error == LibMosquittoError.Success)
        {
            if (answered)
                Answer(request, MqttReason.Success);
            else
                waiting[messageId] = request;
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
                : LibMosquittoError.ToReason(error, loop.Errno));
        }
    }

    private void Answer(MqttRequest request, MqttReason reason)
    {
        if (request is PublishRequest)
            Window.Release();
        request.Answer(reason);
    }

    private void Abandon(MqttRequest request) => request.Abandon(ending!.Value);

    private void Require(int error)
    {
        if (error != LibMosquittoError.Success)
            ending ??= LibMosquittoError.ToReason(error, loop.Errno);
    }

    /// <summary>After native calls, never within one: destroys the client if they ended the connection.</summary>
    private void Settle()
    {
        if (client == 0 || socket is null)
            return;
        if (ending is null)
        {
            socket.WatchForWriting(WantsToWrite());
            return;
        }
        loop.Remove(this);
        End();
    }

    /// <summary>During a TLS handshake the library's answer stays true for its whole length, and would spin the loop.</summary>
    private bool WantsToWrite() =>
        !writable || ((active || options.Tls is null) && LibMosquittoLibrary.WantsToWrite(client) != 0);

    private void Uncork()
    {
        if (IsAlive) // else the descriptor is closed, and may already be another's
            socket?.Uncork();
    }

    private void End()
    {
        if (client == 0)
            return;
        LibMosquittoLibrary.Destroy(client);
        client = 0;
        self.Free();
        MqttReason reason = ending!.Value;
        closed.TrySetResult(reason);
        if (!active && opened.TrySetException(new MqttException(reason, NativeClient.WhatOf(options, address))))
            _ = opened.Task.Exception; // the connector reads it, unless its caller has gone
        foreach (MqttRequest request in waiting.Values)
            request.Abandon(reason);
        waiting.Clear();
    }

    private static int? ReadProperty(nint properties, int identifier)
    {
        ushort value;
        return LibMosquittoLibrary.ReadInt16(properties, identifier, &value, 0) == 0 ? null : value;
    }
}
