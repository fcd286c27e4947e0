using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Network;

/// <summary>
/// An MQTT 5 broker as far as the contract rests on one: PUBACK before anybody has the message, shared subscriptions, expiry,
/// wills, retained messages, one connection a client id. It keeps no session: what it holds when it restarts is gone.
/// </summary>
internal sealed class SimulatedBroker(EventLoop loop, Random random)
{
    private static readonly MqttReason Nobody = new(MqttReason.NoMatchingSubscribers, "no matching subscribers");

    private readonly Dictionary<string, SimulatedConnection> _clients = [];
    private readonly List<(SimulatedConnection Connection, string Filter, string? Share)> _subscriptions = [];
    private readonly Dictionary<string, byte[]> _retained = [];
    private int _generation;
    private int _connections;
    private long _routedAt;

    public Random Random => random;

    public bool IsUp { get; private set; } = true;

    /// <summary>Share of messages that are delivered twice, as a bridged or clustered broker may.</summary>
    public double Duplicates { get; set; }

    /// <summary>Longest time between PUBACK and delivery, microseconds.</summary>
    public long MostQueueing { get; set; } = 5_000;

    public IReadOnlyDictionary<string, byte[]> Retained => _retained;

    public int NextNumber() => ++_connections;

    public void Connect(SimulatedConnection connection)
    {
        if (!IsUp)
        {
            connection.BrokerEndsSilently();
            connection.AnswerConnect(MqttReason.FromLocal("connection refused"));
            return;
        }

        if (_clients.TryGetValue(connection.Options.ClientId, out var before))
            End(before, withWill: true);

        _clients[connection.Options.ClientId] = connection;
        connection.AnswerConnect(MqttReason.Success);
    }

    public void Subscribe(SimulatedConnection connection, string filter, TaskCompletionSource<MqttReason> answer)
    {
        var parts = filter.Split('/', 3);
        var isShared = parts[0] == "$share";
        _subscriptions.Add((connection, isShared ? parts[2] : filter, isShared ? parts[1] : null));
        connection.AnswerRequest(answer, MqttReason.Success);
    }

    public void Publish(SimulatedConnection connection, MqttPublication publication, TaskCompletionSource<MqttReason> answer)
    {
        var hasReaders = Accept(publication);
        connection.AnswerRequest(answer, hasReaders ? MqttReason.Success : Nobody);
    }

    /// <summary>The connection is over as far as the broker knows.</summary>
    public void End(SimulatedConnection connection, bool withWill)
    {
        if (!connection.IsServed)
            return;
        _subscriptions.RemoveAll(subscription => subscription.Connection == connection);
        var wasOpen = _clients.GetValueOrDefault(connection.Options.ClientId) == connection;
        if (wasOpen)
            _clients.Remove(connection.Options.ClientId);
        connection.BrokerEnds(new MqttReason(0x80, "unspecified error"));
        if (wasOpen && withWill && connection.Options.Will is { } will)
            Accept(will);
    }

    /// <param name="keepsRetained">It has a persistence of its own, which was written in time.</param>
    /// <param name="silently">Its machine lost power: no connection is told.</param>
    public void GoDown(bool keepsRetained, bool silently)
    {
        IsUp = false;
        _generation++;
        foreach (var connection in _clients.Values.ToList())
        {
            if (silently)
                connection.BrokerVanishes();
            else
                connection.BrokerEnds(new MqttReason(0x8B, "server shutting down"));
        }

        _clients.Clear();
        _subscriptions.Clear();
        if (!keepsRetained)
            _retained.Clear();
    }

    public void ComeUp() => IsUp = true;

    /// <returns>False if nobody has subscribed.</returns>
    private bool Accept(MqttPublication publication)
    {
        if (publication.Retain)
            _retained[publication.Topic] = publication.Payload.ToArray();
        if (Readers(publication.Topic).Count == 0)
            return false;
        var generation = _generation;
        _routedAt = Math.Max(_routedAt + 1, loop.Now + (long)(random.NextDouble() * MostQueueing));
        loop.Schedule(null, _routedAt, () =>
        {
            if (generation == _generation)
                Route(publication);
        });
        return true;
    }

    private void Route(MqttPublication publication)
    {
        var copies = random.NextDouble() < Duplicates ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            foreach (var reader in Readers(publication.Topic))
            {
                if (random.NextDouble() >= reader.DropsDown)
                    reader.Deliver(publication.Topic, publication.Payload.ToArray(), publication.Expiry, random.Next(2) == 0);
            }
        }
    }

    /// <summary>One of each group that shares a subscription, and everybody else.</summary>
    private List<SimulatedConnection> Readers(string topic)
    {
        var matching = _subscriptions.Where(subscription => Matches(subscription.Filter, topic)).ToList();
        var readers = matching.Where(subscription => subscription.Share is null).Select(subscription => subscription.Connection).ToList();
        foreach (var group in matching.Where(subscription => subscription.Share is not null).GroupBy(subscription => subscription.Share))
        {
            var members = group.Select(subscription => subscription.Connection).ToList();
            readers.Add(members[random.Next(members.Count)]);
        }

        return readers;
    }

    /// <summary>MQTT 5 §4.7: + stands for one level.</summary>
    private static bool Matches(string filter, string topic)
    {
        var (wanted, found) = (filter.Split('/'), topic.Split('/'));
        return wanted.Length == found.Length && wanted.Zip(found).All(level => level.First == "+" || level.First == level.Second);
    }
}
