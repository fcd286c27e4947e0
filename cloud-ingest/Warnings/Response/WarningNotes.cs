using Checkpoint.CloudIngest.Serving;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>The histories of warnings in the database.</summary>
internal static class WarningNotes
{
    /// <summary>Of one warning. More are refused; those that nobody writes by hand are left out.</summary>
    public const int MaxNotes = 500;

    /// <returns>False when there are too many.</returns>
    public static bool Add(ServingTransaction tables, long warning, WarningNote note)
    {
        if (tables.Scalar("SELECT count(*) FROM warning_note WHERE warning = $0", warning) >= MaxNotes)
            return false;
        tables.Execute(
            "INSERT INTO warning_note (warning, at_us, by, kind, text, conclusion) VALUES ($0, $1, $2, $3, $4, $5)",
            warning,
            Microseconds.Of(note.At),
            note.By,
            WireName.Of(note.Kind),
            note.Text,
            note.Conclusion is { } conclusion ? WireName.Of(conclusion) : null);
        return true;
    }

    /// <summary>The earliest first.</summary>
    public static IReadOnlyList<WarningNote> List(ServingTransaction tables, long warning) => tables.List(
        "SELECT at_us, by, kind, text, conclusion FROM warning_note WHERE warning = $0 ORDER BY id",
        row => new WarningNote(
            Microseconds.Time(row.GetInt64(0)),
            row.GetString(1),
            WarningRows.Named<NoteKind>(row.GetString(2)),
            row.GetString(3),
            row.IsDBNull(4) ? null : WarningRows.Named<Conclusion>(row.GetString(4))),
        warning);
}
