using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Json;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Checkpoint.Mqtt;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Uplink;

/// <summary>One connection's loop: hello, welcome, records, acks, until it ends.</summary>
internal sealed class UplinkConnection(UplinkContext context, IMqttConnection connection, UplinkMailbox mailbox)
{
    /// <summary>One that another copy of the card may have begun too, and then one that none has.</summary>
    private const int MostStreamsBegun = 2;

    private readonly string _recordsTopic = Topics.Of(context.Identity.Gate, TopicLeaf.Records);
    private readonly HelloKeeper _hello = new(context, context.NewBackoff());
    private readonly UplinkSession _session = new(context, context.NewBackoff());
    private int _streamsBegun;

    /// <summary>Batches sent up to the last hello; null if some were still on their way then.</summary>
    private long? _sentAtHello;
    private int _unanswered;

    public bool WasWelcomed { get; private set; }

    /// <summary>Two of the broker's allowance are left for a hello and a status.</summary>
    private int MostUnanswered => Math.Max(1, connection.SendMaximum - 2);

    private TimeSpan Now => context.Now;

    /// <exception cref="MqttException">The broker refused the subscription, or the connection ended.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await SubscribeAsync(cancellation);
        _ = PublishAsync(Uplink.Status(context.Identity, GateState.Online), null, cancellation);
        using var timer = context.Time.CreateTimer(_ => mailbox.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _ = connection.Closed.ContinueWith(
            _ => mailbox.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!connection.Closed.IsCompleted)
        {
            await HandleSignalsAsync(cancellation);
            Act(cancellation);
            Arm(timer);
            await mailbox.WaitAsync(cancellation);
        }

        throw new MqttException(await connection.Closed, "connection ended");
    }

    /// <summary>
    /// At QoS 0: a reply lost with its connection is made good by sending again, and each ack saves the PUBACK for it.
    /// </summary>
    private async Task SubscribeAsync(CancellationToken cancellation)
    {
        var reason = await connection.SubscribeAsync(
            Topics.Of(context.Identity.Gate, TopicLeaf.Replies), MqttQos.AtMostOnce, cancellation);
        if (!reason.IsSuccess)
            throw new MqttException(reason, "subscription to replies");
    }

    private async Task HandleSignalsAsync(CancellationToken cancellation)
    {
        while (mailbox.TryTake(out var signal))
        {
            switch (signal)
            {
                case ReplyCame { Reply: Welcome welcome } came:
                    await WelcomedAsync(welcome, came.Received, cancellation);
                    break;
                case ReplyCame { Reply: ToldTime told } came:
                    Told(told, came.Received);
                    break;
                case ReplyCame { Reply: Checked answer }:
                    await CheckedAsync(answer, cancellation);
                    break;
                case ReplyCame came:
                    Answered(came.Reply);
                    break;
                case PublishEnded ended when IsLost(ended.Reason):
                    Lost(ended);
                    break;
            }
        }

        if (mailbox.TakeChange() is not { } change)
            return;
        _session.Changed(change, Now);
        if (change.Urgent && WasWelcomed && !_session.IsWelcomed)
            _hello.Hurry(Now);
    }

    /// <summary>Takes the time from it, finds out whether this outbox is an old copy, and lets records go.</summary>
    private async Task WelcomedAsync(Welcome welcome, BoardInstant received, CancellationToken cancellation)
    {
        var stream = _hello.Stream;
        if (!_hello.Accept(welcome, received, Now))
        {
            context.Counters.Strayed();
            return;
        }

        if (_hello.WantsBetterTime(Now))
        {
            _hello.Again(Now);
            return;
        }

        _hello.EndSeries();
        if (!welcome.Known)
        {
            context.Logger.LogWarning("Uplink: the cloud does not know gate {Gate}: to be registered there", context.Identity.Gate);
            _hello.NotRegistered(Now);
            return;
        }

        // So often a connection: a cloud that says so again and again would have us begin streams without end.
        if (_streamsBegun < MostStreamsBegun && await context.Outbox.WelcomeAsync(stream, welcome.HighestSeq, _hello.Found, cancellation))
        {
            _streamsBegun++;
            context.Logger.LogWarning("Uplink: stream {Stream} is another copy's or board's to go on with: a new one begins", stream);
            _hello.Again(Now);
            return;
        }

        _hello.Rest(Now, welcome.ChecksHeld);

        // Nothing was sent meanwhile: what is delivered here was stored before the cloud said what it has.
        if (!welcome.ChecksHeld && (!_session.IsWelcomed || _sentAtHello == context.Counters.BatchesSent))
            BeginAgain(await context.Outbox.ReplayAsync(stream, welcome.HighestSeq, cancellation));
        if (!_session.IsWelcomed)
            _session.Begin();
        WasWelcomed = true;
        context.Counters.IsConnected = true;
    }

    /// <summary>The cloud's database is away: there is no welcome, but there is the time.</summary>
    private void Told(ToldTime told, BoardInstant received)
    {
        if (_hello.Learn(told, received) is { } offset)
            context.TimeSink.Offer(offset);
        else
            context.Counters.Strayed();
    }

    /// <summary>The cloud has looked whether its database still has what was delivered.</summary>
    private async Task CheckedAsync(Checked answer, CancellationToken cancellation)
    {
        if (context.Held.Accept(answer) is not { } lost)
        {
            context.Counters.Strayed();
            return;
        }

        var again = lost.Count > 0 ? await context.Outbox.ReplayAsync(lost, answer.KeepsSinceMicroseconds, cancellation) : 0;
        _hello.Checked(Now, hasMore: again > 0 || context.Held.Advance());
        if (_session.IsWelcomed)
            BeginAgain(again);
    }

    /// <summary>What is sent once more is backlog, whenever it was made.</summary>
    private void BeginAgain(long again)
    {
        if (again == 0)
            return;
        context.Counters.Replayed(again);
        context.Logger.LogWarning("Uplink: the cloud's database has lost {Count} records: they are sent once more", again);
        _session.Begin();
    }

    private void Answered(CloudReply reply)
    {
        switch (reply)
        {
            case StoredAck ack:
                _session.Stored(ack, Now);
                break;
            case RejectedAck ack:
                context.Logger.LogError("Uplink: the cloud refused {Count} ranges: {Reason}", ack.Rejected.Count, ack.Rejected[0].Reason);
                _session.Rejected(ack, Now);
                break;
            case BusyAck { Seqs.Count: > 0 } busy:
                _session.Refused(busy, Now);
                break;
            case BusyAck busy:
                _session.Wait(busy.RetryAfter, Now);
                break;
            case UnknownAck unknown:
                _session.Wait(unknown.RetryAfter, Now);
                break;
        }
    }

    private static bool IsLost(MqttReason reason) => !reason.IsSuccess || reason.Code == MqttReason.NoMatchingSubscribers;

    private void Lost(PublishEnded ended)
    {
        context.Logger.LogInformation("Uplink: {What}: {Reason}", ended.Batch is null ? "hello" : "batch", ended.Reason);
        if (ended.Batch is { } batch)
            _session.Undelivered(batch, Now);

        // The cloud is away, and may come back with an older copy of its database: it is asked what it has before anything
        // else is sent, after which its highest seq would not tell any more.
        var isAway = ended.Reason.Code == MqttReason.NoMatchingSubscribers && _session.IsWelcomed;
        if (isAway)
            _session.Suspend();
        if (isAway || ended.Batch is null)
            _hello.Unheard(Now);
    }

    private void Act(CancellationToken cancellation)
    {
        _session.Expire(Now);
        if (_hello.Due <= Now)
            _ = PublishHelloAsync(Hello(), cancellation);
        while (Volatile.Read(ref _unanswered) < MostUnanswered && _session.TryNext(Now, out var batch))
            _ = PublishAsync(Records(batch), batch.Flight, cancellation);
    }

    private MqttPublication Records(OutgoingBatch batch) =>
        new(_recordsTopic, batch.Payload) { Expiry = context.Options.AckTimeout };

    /// <summary>Made on the loop, which a fault of it ends: nobody waits for what is published.</summary>
    private byte[] Hello()
    {
        _sentAtHello = context.Flight.IsEmpty ? context.Counters.BatchesSent : null;
        return _hello.Make(context.Outbox.Head, Now);
    }

    private async Task PublishHelloAsync(byte[] payload, CancellationToken cancellation)
    {
        var topic = Topics.Of(context.Identity.Gate, TopicLeaf.Hello);
        if (await PublishAsync(new MqttPublication(topic, payload) { Expiry = context.Options.WelcomeTimeout }, null, cancellation) is { } reason
            && IsLost(reason))
        {
            mailbox.Post(new PublishEnded(null, reason));
        }
    }

    /// <summary>Publishes without being waited for; how it went comes back as a signal.</summary>
    private async Task<MqttReason?> PublishAsync(MqttPublication publication, FlyingBatch? batch, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _unanswered);
        try
        {
            var reason = await connection.PublishAsync(publication, cancellation);
            if (batch is not null && IsLost(reason))
                mailbox.Post(new PublishEnded(batch, reason));
            return reason;
        }
        catch (Exception fault) when (fault is MqttException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection has ended, and with it this loop.
            return null;
        }
        finally
        {
            if (Interlocked.Decrement(ref _unanswered) == MostUnanswered - 1)
                mailbox.Wake();
        }
    }

    private void Arm(ITimer timer)
    {
        var now = Now;
        var due = _session.NextDue(now);
        if (_hello.Due is { } hello && (due is null || hello < due))
            due = hello;
        var wait = due is { } at ? TimeSpan.FromTicks(Math.Max(at.Ticks - now.Ticks, TimeSpan.TicksPerMillisecond)) : Timeout.InfiniteTimeSpan;
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
