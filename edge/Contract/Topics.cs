using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Checkpoint.Contract;

/// <summary>The MQTT topics of the contract: <c>checkpoint/v1/gates/{gate}/{leaf}</c>.</summary>
public static class Topics
{
    private const string Prefix = "checkpoint/v1/gates/";

    /// <summary>All that gates and cloud say to each other.</summary>
    public const string Everything = Prefix + "#";

    /// <summary>This leaf of a gate; <see cref="Filter"/> for that of all gates.</summary>
    public static string Of(GateId gate, TopicLeaf leaf) => $"{Prefix}{gate}/{WireName.Of(leaf)}";

    /// <summary>A subscription to this leaf of every gate.</summary>
    public static string Filter(TopicLeaf leaf) => $"{Prefix}+/{WireName.Of(leaf)}";

    /// <summary>Takes a topic apart; false if it is not one of the contract's.</summary>
    /// <param name="gate">The gate's id in ASCII, a part of <paramref name="topic"/>.</param>
    public static bool TryParse(ReadOnlySpan<byte> topic, out ReadOnlySpan<byte> gate, out TopicLeaf leaf)
    {
        gate = default;
        leaf = default;
        if (!topic.StartsWith("checkpoint/v1/gates/"u8))
            return false;
        var rest = topic[Prefix.Length..];
        var slash = rest.IndexOf((byte)'/');
        if (slash < 0 || !TryParseLeaf(rest[(slash + 1)..], out leaf))
            return false;
        gate = rest[..slash];
        return IsGateId(gate);
    }

    /// <summary>As the other, for where speed is of no concern.</summary>
    public static bool TryParse(string topic, [NotNullWhen(true)] out GateId? gate, out TopicLeaf leaf)
    {
        gate = TryParse(Encoding.UTF8.GetBytes(topic), out var id, out leaf) ? GateId.Parse(Encoding.ASCII.GetString(id)) : null;
        return gate is not null;
    }

    private static bool TryParseLeaf(ReadOnlySpan<byte> text, out TopicLeaf leaf)
    {
        leaf = text switch
        {
            _ when text.SequenceEqual("records"u8) => TopicLeaf.Records,
            _ when text.SequenceEqual("hello"u8) => TopicLeaf.Hello,
            _ when text.SequenceEqual("replies"u8) => TopicLeaf.Replies,
            _ when text.SequenceEqual("status"u8) => TopicLeaf.Status,
            _ => default,
        };
        return leaf != default;
    }

    private static bool IsGateId(ReadOnlySpan<byte> text)
    {
        if (text.Length is < GateId.MinLength or > GateId.MaxLength || text[0] == (byte)'-')
            return false;
        foreach (var character in text)
        {
            if (!GateId.IsAllowed((char)character))
                return false;
        }

        return true;
    }
}

/// <summary>The last level of a gate's topics.</summary>
public enum TopicLeaf
{
    /// <summary>Gate to cloud: record batches.</summary>
    Records = 1,

    /// <summary>Gate to cloud, first thing on each connection.</summary>
    Hello = 2,

    /// <summary>Cloud to gate: welcome and acks.</summary>
    Replies = 3,

    /// <summary>Gate to all who watch, retained; the broker's last will says "offline".</summary>
    Status = 4,
}
