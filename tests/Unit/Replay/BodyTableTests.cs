using Checkpoint.Contract.Csv;
using Checkpoint.Gateway.Replay;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Tests.Unit.Data;

namespace Checkpoint.Tests.Unit.Replay;

public class BodyTableTests
{
    [Fact]
    public void Every_reference_row_is_met_where_its_model_holds_and_empty_where_not()
    {
        var rows = Vectors.Read("forehead_body_given.csv");
        var table = "ambient_c,surface_c\n" + string.Concat(rows.Select(row => $"{row["ta_c"]},{row["tforehead_c"]}\n"));

        var appended = Append(table);

        Assert.Equal("ambient_c,surface_c,heat_balance_c,melexis_c", appended[0]);
        Assert.Equal(rows.Count, appended.Count - 1);
        foreach (var (row, cells) in rows.Zip(appended.Skip(1).Select(line => line.Split(','))))
        {
            var ambient = row.Number("ta_c");
            Expect(ambient >= BodyModels.HeatBalanceLeastAmbientC ? row.Number("heat_balance_k019_c") : null, cells[2]);
            Expect(ambient >= BodyModels.MelexisLeastAmbientC ? row.Number("tbody_c") : null, cells[3]);
        }
    }

    [Fact]
    public void Other_columns_and_their_order_are_kept_quotes_included() => Assert.Equal(
        ["note,surface_c,ambient_c,heat_balance_c,melexis_c", "\"a, \"\"b\"\"\",34,20,36.66,36.778903", ",,20,,"],
        Append("note,surface_c,ambient_c\n\"a, \"\"b\"\"\",34,20\n,,20\n"));

    [Theory]
    [InlineData("", "line 1: there is no header")]
    [InlineData("ambient_c\n20\n", "line 1: column surface_c missing")]
    [InlineData("ambient_c,surface_c,surface_c\n", "line 1: column 'surface_c' is there twice")]
    [InlineData("ambient_c,surface_c\n20,34\n20,warm\n", "line 3: surface_c: 'warm' is not a number")]
    [InlineData("ambient_c,surface_c\nNaN,34\n", "line 2: ambient_c: 'NaN' is not a number")]
    [InlineData("ambient_c,surface_c\n20,34,1\n", "line 2: 3 cells, but the header has 2")]
    [InlineData("ambient_c,surface_c\n20\n", "line 2: 1 cells, but the header has 2")]
    [InlineData("ambient_c,surface_c,note\n20,34,a\n20,34,\"b\n21,34,c\n", "line 3: a quote is not closed")]
    [InlineData("ambient_c,surface_c\n20,34\0\n", "line 2: surface_c: '34\0' is not a number")]
    public void A_table_that_cannot_be_read_is_refused_by_line_and_column(string table, string problem) =>
        Assert.Equal(problem, Assert.Throws<CsvException>(() => Append(table)).Message);

    private static List<string> Append(string table)
    {
        using var output = new StringWriter();
        BodyTable.Append(new StringReader(table), output, heatBalanceK: 0.19);
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r'))];
    }

    private static void Expect(double? expected, string cell)
    {
        if (expected is { } value)
            Assert.Equal(value, double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture), 2e-6);
        else
            Assert.Equal("", cell);
    }
}
