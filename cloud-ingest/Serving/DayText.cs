using System.Globalization;

namespace Checkpoint.CloudIngest.Serving;

/// <summary>Days as the service's own database and the API write them, such as 2026-02-10; texts sort as days do.</summary>
public static class DayText
{
    private const string Format = "yyyy-MM-dd";

    public static string Of(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">It is no day.</exception>
    public static DateOnly Read(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
}
