using System.Collections.Concurrent;
using System.Text;
using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Integration.Mqtt;

/// <summary>Keeps what a connection receives.</summary>
internal sealed class ReceivedMessages
{
    private readonly ConcurrentQueue<(string Topic, string Payload, bool Retained)> _messages = new();

    public int Count => _messages.Count;

    public IEnumerable<(string Topic, string Payload, bool Retained)> All => _messages;

    public void Add(in MqttMessage message) => _messages.Enqueue(
        (Encoding.UTF8.GetString(message.Topic), Encoding.UTF8.GetString(message.Payload), message.Retained));

    public async Task<(string Topic, string Payload, bool Retained)> SingleAsync(Func<string, bool> payload)
    {
        await Deadline.Until(() => _messages.Any(message => payload(message.Payload)), "a message arrives");
        return _messages.Single(message => payload(message.Payload));
    }
}
