using Checkpoint.Contract.Csv;

namespace Checkpoint.Tests.Unit.Contract;

public sealed class CsvTableWriterTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠SUM(A1)", "'＠SUM(A1)")]
    [InlineData("东门-1", "东门-1")]
    public async Task A_text_that_begins_like_a_formula_gets_an_apostrophe_in_front(string text, string written) =>
        Assert.Equal($"name\r\n{written}\r\n", await WriteAsync(table => table.Text(text)));

    [Theory]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    public async Task One_that_begins_with_an_end_of_line_too(string text) =>
        Assert.Equal($"name\r\n\"'{text}\"\r\n", await WriteAsync(table => table.Text(text)));

    [Fact]
    public async Task A_number_below_zero_stays_a_number() => Assert.Equal("name\r\n-3\r\n", await WriteAsync(table => table.Number(-3)));

    private static async Task<string> WriteAsync(Action<CsvTableWriter> write)
    {
        var text = new StringWriter();
        await using (var table = new CsvTableWriter(text, ["name"]))
        {
            write(table);
            table.EndRow();
        }

        return text.ToString();
    }
}
