using System.Globalization;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web;

/// <summary>Reads query parameters and collects what is wrong with them, so that all faults are told at once.</summary>
internal sealed class QueryFields
{
    private readonly Dictionary<string, List<string>> _faults = [];

    /// <summary>RFC 9457 problem with the faults of each parameter; null when there is none.</summary>
    public IResult? Problem => _faults.Count == 0 ? null : Results.ValidationProblem(
        _faults.ToDictionary(fault => fault.Key, fault => fault.Value.ToArray()), title: "Some query parameters can't be used.");

    public void Fault(string name, string problem)
    {
        if (!_faults.TryGetValue(name, out var list))
            _faults.Add(name, list = []);
        list.Add(problem);
    }

    public DateTimeOffset Time(string name, string? text, DateTimeOffset fallback)
    {
        if (text is null)
            return fallback;
        if (TryTime(text, out var time))
            return time;
        Fault(name, $"must be a time from 2020 to 2099 such as 2026-01-31 or 2026-01-31T08:00:00Z ('+' as %2B), is '{text}'");
        return fallback;
    }

    /// <summary>From 2020 to 2099, as <see cref="TimeText"/> has it; a space is mostly the '+' of an offset, and is not taken for a 'T'.</summary>
    public static bool TryTime(string? text, out DateTimeOffset time) =>
        TimeText.TryParse(text, out time) && !text!.Contains(' ') && time.Year is >= 2020 and < 2100;

    public int Integer(string name, string? text, int fallback, int min, int max)
    {
        if (text is null)
            return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
            return value;
        Fault(name, $"must be a whole number from {min} to {max}, is '{text}'");
        return fallback;
    }

    public T Choice<T>(string name, string? text, T? fallback)
        where T : struct, Enum
    {
        if (text is not null && WireName.TryParse(text, out T value))
            return value;
        var choices = string.Join(", ", Enum.GetValues<T>().Select(choice => WireName.Of(choice)));
        if (text is not null)
            Fault(name, $"must be one of {choices}, is '{text}'");
        else if (fallback is null)
            Fault(name, $"is missing; it must be one of {choices}");
        return fallback ?? default;
    }

    public GateId? Gate(string name, string? text, bool required)
    {
        if (GateId.TryParse(text, out var gate))
            return gate;
        if (text is not null)
            Fault(name, $"must be a gate id: {GateId.MinLength} to {GateId.MaxLength} of a-z, 0-9 and '-'; is '{text}'");
        else if (required)
            Fault(name, "is missing; it must be a gate id");
        return null;
    }
}
