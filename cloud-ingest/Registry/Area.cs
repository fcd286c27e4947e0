using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>
/// A district, street or community with all that lies in it, or everything there is. The codes carry what lies in what: a
/// place's code begins with the code of what it lies in (GB/T 2260 and 10114; the registry takes no other).
/// </summary>
public readonly record struct Area
{
    public static readonly Area Everything = new("");

    private readonly string? _code;

    private Area(string code) => _code = code;

    /// <summary>Digits; "" for everything.</summary>
    public string Code => _code ?? "";

    public bool IsEverything => Code.Length == 0;

    /// <summary>As what a query is narrowed to; null for everything.</summary>
    public PlaceCode? Place => Code.Length switch
    {
        6 => new PlaceCode(PlaceLevel.District, Code),
        9 => new PlaceCode(PlaceLevel.Street, Code),
        12 => new PlaceCode(PlaceLevel.Community, Code),
        _ => null,
    };

    /// <summary>6, 9 or 12 digits: a district, street or community, whether or not the registry has it. "" is not taken.</summary>
    public static bool TryParse(string? text, out Area area)
    {
        var valid = text is { Length: 6 or 9 or 12 } && text.All(char.IsAsciiDigit);
        area = valid ? new Area(text!) : default;
        return valid;
    }

    public bool Contains(Area other) => other.Code.StartsWith(Code, StringComparison.Ordinal);

    /// <summary>Whether what a gate recorded there belongs to this area.</summary>
    public bool Contains(Place place) => place.Community.StartsWith(Code, StringComparison.Ordinal);

    /// <summary>Whether a gate stands here, or ever stood here: what it recorded then still belongs to this area.</summary>
    public bool EverHad(RegisteredGate gate)
    {
        var area = this;
        return gate.Assignments.Any(assignment => area.Contains(assignment.Place));
    }

    public override string ToString() => IsEverything ? "everything" : Code;
}
