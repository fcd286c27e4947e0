namespace Checkpoint.CloudIngest.Store;

/// <summary>Reads the numbers of <see cref="PackedSums"/> one after the other.</summary>
internal ref struct SumsText(ReadOnlySpan<char> text)
{
    /// <summary>Of any number that a long holds.</summary>
    private const int MostDigits = 18;

    private readonly ReadOnlySpan<char> _text = text;

    private int _at;

    public readonly bool IsAtEnd => _at == _text.Length;

    public readonly bool EndsWith(char sign) => !_text.IsEmpty && _text[^1] == sign;

    /// <param name="sign">Comes after the number and is passed over; what comes last needs no comma.</param>
    public bool TryNumber(char sign, out long number)
    {
        number = 0;
        var isNegative = !IsAtEnd && _text[_at] == '-';
        var first = isNegative ? ++_at : _at;
        for (; _at < _text.Length && char.IsAsciiDigit(_text[_at]); _at++)
            number = unchecked((number * 10) + (_text[_at] - '0'));
        number = isNegative ? -number : number;
        return _at > first && _at - first <= MostDigits && (IsAtEnd ? sign == ',' : TryPass(sign));
    }

    /// <summary>A number of 32 bits, or nothing, before the sign.</summary>
    public bool TryIntegerOrNone(char sign, out int? number)
    {
        number = null;
        if (TryPass(sign))
            return true;
        var isNumber = TryNumber(sign, out var some) && some is >= int.MinValue and <= int.MaxValue;
        number = isNumber ? (int)some : null;
        return isNumber;
    }

    private bool TryPass(char sign)
    {
        if (IsAtEnd || _text[_at] != sign)
            return false;
        _at++;
        return true;
    }
}
