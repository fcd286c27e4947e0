using System.Text;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>Gate ids by their bytes in a topic, without making a string for each message. For the network thread only.</summary>
internal sealed class GateNames
{
    /// <summary>Beyond it all are made anew.</summary>
    private const int MaxNames = 20_000;

    private readonly Dictionary<string, GateId> _ids = [];

    private readonly Dictionary<string, GateId>.AlternateLookup<ReadOnlySpan<char>> _byText;

    public GateNames() => _byText = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="ascii">A gate id, as the topic's parser has checked.</param>
    public GateId Find(ReadOnlySpan<byte> ascii)
    {
        Span<char> text = stackalloc char[GateId.MaxLength];
        text = text[..Encoding.ASCII.GetChars(ascii, text)];
        if (_byText.TryGetValue(text, out var id))
            return id;
        if (_ids.Count >= MaxNames)
            _ids.Clear();
        id = GateId.Parse(text.ToString());
        _ids.Add(id.Value, id);
        return id;
    }
}
