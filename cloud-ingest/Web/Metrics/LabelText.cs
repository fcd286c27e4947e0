using System.Globalization;

namespace Checkpoint.CloudIngest.Web.Metrics;

/// <summary>Labels as the text format has them, without the braces and without allocating for what is a string already.</summary>
internal ref struct LabelText(Span<char> room)
{
    /// <summary>Room for the labels of one series; one that does not fit is left out.</summary>
    public const int MaxLength = 512;

    private readonly Span<char> _room = room;

    private int _length;

    public readonly ReadOnlySpan<char> Written => _room[.._length];

    public void Add(string name, object? value)
    {
        var before = _length;
        var fits = (before == 0 || Append(",")) && AppendName(name) && Append("=\"")
            && AppendEscaped(value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture)) && Append("\"");
        if (!fits)
            _length = before;
    }

    private bool AppendName(scoped ReadOnlySpan<char> name)
    {
        var start = _length;
        if (!Append(name))
            return false;
        _room[start.._length].Replace('.', '_');
        return true;
    }

    private bool AppendEscaped(scoped ReadOnlySpan<char> value)
    {
        foreach (var character in value)
        {
            var fits = character switch
            {
                '\\' => Append(@"\\"),
                '"' => Append("\\\""),
                '\n' => Append("\\n"),
                _ => Append([character]),
            };
            if (!fits)
                return false;
        }

        return true;
    }

    private bool Append(scoped ReadOnlySpan<char> text)
    {
        if (!text.TryCopyTo(_room[_length..]))
            return false;
        _length += text.Length;
        return true;
    }
}
