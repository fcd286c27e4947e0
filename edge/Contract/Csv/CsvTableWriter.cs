using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Checkpoint.Contract.Csv;

/// <summary>
/// Writes a CSV table (RFC 4180: CRLF, quotes where needed) cell by cell. Spreadsheets run what begins like a formula, and
/// texts in a table may be anyone's: those get an apostrophe in front (OWASP, "CSV Injection"), the full-width signs too, which a
/// spreadsheet in Chinese takes for the narrow ones. Numbers are not touched.
/// </summary>
public sealed class CsvTableWriter : IAsyncDisposable
{
    private const string BeginsFormula = "=+-@\t\r\n＝＋－＠";

    private readonly CsvWriter _writer;

    /// <param name="text">Left open.</param>
    public CsvTableWriter(TextWriter text, IEnumerable<string> columns)
    {
        _writer = new CsvWriter(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                NewLine = "\r\n",
                // CsvHelper quotes the whole end of line only; readers of tables end a row at either half of it.
                ShouldQuote = cell => ConfigurationFunctions.ShouldQuote(cell) || cell.Field?.AsSpan().ContainsAny('\r', '\n') == true,
            },
            leaveOpen: true);
        foreach (var column in columns)
            Text(column);
        EndRow();
    }

    /// <param name="value">Null for an empty cell.</param>
    public void Text(string? value) =>
        _writer.WriteField(value is { Length: > 0 } && BeginsFormula.Contains(value[0]) ? "'" + value : value);

    public void Number(long value) => _writer.WriteField(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number of hundredths, with two places; null for an empty cell.</summary>
    public void Hundredths(long? value) => _writer.WriteField((value / 100m)?.ToString("0.00", CultureInfo.InvariantCulture));

    public void EndRow() => _writer.NextRecord();

    public Task FlushAsync() => _writer.FlushAsync();

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
