using System.Text;

namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>The topics that one connection has published to: their UTF-8 bytes, and the aliases given to the first.</summary>
internal sealed class TopicTable
{
    /// <summary>A cloud writes to one reply topic per gate; beyond this many, topics are encoded each time.</summary>
    public const int EntriesAtMost = 10_000;

    private const int BytesAtMost = 65535; // MQTT 5 §1.5.4

    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private int _aliasesGiven;

    /// <summary>How many aliases may be given; 0 before CONNACK, and if the broker or the caller wants none.</summary>
    public int AliasMaximum { get; set; }

    /// <returns>Null if this is not a topic that can be published to.</returns>
    public Topic? Find(string name)
    {
        if (_topics.TryGetValue(name, out Topic? topic))
            return topic;
        if (!IsTopicName(name))
            return null;
        if (_topics.Count == EntriesAtMost)
            return new Topic(Encode(name), alias: 0);
        topic = new Topic(Encode(name), _aliasesGiven < AliasMaximum ? (ushort)++_aliasesGiven : (ushort)0);
        _topics.Add(name, topic);
        return topic;
    }

    /// <summary>UTF-8 with the closing zero that C strings have.</summary>
    public static byte[] Encode(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>MQTT 5 §4.7: not empty, no wildcards, no zero character, at most 65535 bytes.</summary>
    private static bool IsTopicName(string name) =>
        name.Length > 0
        && name.AsSpan().IndexOfAny('+', '#', '\0') < 0
        && Encoding.UTF8.GetByteCount(name) <= BytesAtMost;

    internal sealed class Topic(byte[] utf8, ushort alias)
    {
        public byte[] Utf8 { get; } = utf8;

        /// <summary>0 if it has none.</summary>
        public ushort Alias { get; } = alias;

        /// <summary>Topic and alias have been sent together, so that the alias alone will do.</summary>
        public bool AliasIsKnown { get; set; }
    }
}
