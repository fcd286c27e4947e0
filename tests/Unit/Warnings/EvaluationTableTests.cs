using System.Globalization;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.Contract.Csv;

namespace Checkpoint.Tests.Unit.Warnings;

public sealed class EvaluationTableTests
{
    [Fact]
    public void Every_row_gets_each_methods_statistic_and_alarm_behind_what_it_had()
    {
        var rows = Append(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Warnings", "Data", "gate_sparse_zeros_ext.csv")));

        Assert.EndsWith(
            ",c1_stat,c1_alarm,c2_stat,c2_alarm,c3_stat,c3_alarm,cusum_stat,cusum_alarm,beta_binomial_p,beta_binomial_alarm", rows[0], StringComparison.Ordinal);
        var names = rows[0].Split(',');
        foreach (var cells in rows.Skip(1).Select(row => row.Split(',')))
        {
            AssertSame(cells, "c1_stat_ms05", "c1_stat");
            AssertSame(cells, "c2_stat_ms05", "c2_stat");
            AssertSame(cells, "ears_c3_stat_ms05", "c3_stat");
            AssertSame(cells, "bb14_p", "beta_binomial_p");
        }

        void AssertSame(string[] cells, string reference, string ours)
        {
            var (expected, found) = (cells[Array.IndexOf(names, reference)], cells[Array.IndexOf(names, ours)]);
            Assert.Equal(expected.Length == 0, found.Length == 0);
            if (expected.Length > 0)
                Assert.Equal(Number(expected), Number(found), 1e-9 * Math.Max(1, Math.Abs(Number(expected))));
        }
    }

    [Fact]
    public void Without_passages_only_the_test_of_shares_is_empty()
    {
        var last = Append("t,y\n" + string.Concat(Enumerable.Range(1, 20).Select(day => $"{day},{day % 3}\n")))[^1];

        Assert.EndsWith(",,", last, StringComparison.Ordinal);
        Assert.DoesNotContain(",,,", last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t\n1\n", "line 1: column y missing")]
    [InlineData("t,y\n1,-1\n", "line 2: y: -1 is not a whole number from 0 to 100000000")]
    [InlineData("t,y\n1,1.5\n", "line 2: y: 1.5 is not a whole number from 0 to 100000000")]
    [InlineData("t,y\n1,many\n", "line 2: y: 'many' is not a number")]
    [InlineData("t,y\n,1\n", "line 2: t: is empty")]
    [InlineData("t,y\n1,1\n3,1\n", "line 3: t: 3 does not follow 1; a missing day is a row with an empty y")]
    [InlineData("t,y,passages\n1,5,4\n", "line 2: passages: 4 is less than y, 5")]
    [InlineData("t,y,passages\n1,,-4\n", "line 2: passages: -4 is not a whole number from 0 to 100000000")]
    [InlineData("t,y\n1,100000001\n", "line 2: y: 100000001 is not a whole number from 0 to 100000000")]
    [InlineData("t,y\n1,1e999\n", "line 2: y: '1e999' is not a number")]
    [InlineData("t,y\n1,NaN\n", "line 2: y: 'NaN' is not a number")]
    [InlineData("t,y\n1e300,1\n1e300,1\n", "line 2: t: 1e300 is not a whole number from 0 to 100000000")]
    [InlineData("t,y\n1.5,1\n", "line 2: t: 1.5 is not a whole number from 0 to 100000000")]
    [InlineData("t,y\n2026-02-10,1\n", "line 2: t: '2026-02-10' is not a number")]
    [InlineData("t,y\n5,1\n5,1\n", "line 3: t: 5 does not follow 5; a missing day is a row with an empty y")]
    [InlineData("t,y\n5,1\n4,1\n", "line 3: t: 4 does not follow 5; a missing day is a row with an empty y")]
    [InlineData("", "line 1: there is no header")]
    [InlineData("t,y\n", "line 2: there is no day")]
    [InlineData("1,4\n2,5\n", "line 1: columns t, y missing")]
    [InlineData("t;y\n1;4\n", "line 1: columns t, y missing")]
    [InlineData("t,y,y\n1,1,1\n", "line 1: column 'y' is there twice")]
    [InlineData("t,y\n1,1\n2\n", "line 3: 1 cells, but the header has 2")]
    [InlineData("t,y\n1,1,000\n", "line 2: 3 cells, but the header has 2")]
    [InlineData("t,y,c2_stat,c2_alarm\n1,1,,\n", "line 1: c2_stat, c2_alarm would be there twice: the table was evaluated before")]
    public void A_table_that_cannot_be_used_is_refused_by_line_and_column(string table, string fault) =>
        Assert.Equal(fault, Assert.Throws<CsvException>(() => Append(table)).Message);

    [Fact]
    public void A_table_that_cannot_be_used_leaves_nothing_written()
    {
        using var output = new StringWriter();

        Assert.Throws<CsvException>(() => EvaluationTable.Append(new StringReader("t,y\n1,1\n2,-1\n"), output, new WarningOptions()));
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void More_days_than_can_be_are_refused()
    {
        var table = "t,y\n" + string.Concat(Enumerable.Range(1, 100_001).Select(day => $"{day},1\n"));

        Assert.Equal("line 100002: t: more than 100000 days", Assert.Throws<CsvException>(() => Append(table)).Message);
    }

    /// <summary>As a spreadsheet writes it: a mark at the beginning, two characters at each line's end, a blank line at the end.</summary>
    [Fact]
    public void A_spreadsheets_table_is_the_same_as_a_plain_one()
    {
        var plain = "t,y,place\n" + string.Concat(Enumerable.Range(1, 12).Select(day => $"{day},{(day == 12 ? 9 : 1)},\"east, west\"\n"));
        var sheet = "\uFEFF" + plain.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n";

        Assert.Equal(Append(plain), Append(sheet));
        Assert.StartsWith("12,9,\"east, west\",", Append(sheet)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_without_a_count_is_missing_and_not_zero()
    {
        var days = Enumerable.Range(1, 9).Select(day => $"{day},4\n").ToList();
        var missing = Append("t,y\n" + string.Concat(days) + "10,\n11,4\n");
        var zero = Append("t,y\n" + string.Concat(days) + "10,0\n11,4\n");

        Assert.Equal("10," + new string(',', 10), missing[10]);
        Assert.StartsWith("11,4,0,0,", missing[11], StringComparison.Ordinal);
        Assert.StartsWith("10,0,-8,0,", zero[10], StringComparison.Ordinal);
    }

    /// <summary>With no least σ, days that are all alike make any other infinitely unusual, and one like them not at all.</summary>
    [Fact]
    public void Without_a_least_sigma_days_like_all_others_hide_no_later_rise()
    {
        using var output = new StringWriter();
        EvaluationTable.Append(
            new StringReader("t,y\n" + string.Concat(Enumerable.Range(1, 20).Select(day => $"{day},{(day == 20 ? 3 : 0)}\n"))), output, new WarningOptions { MinSigma = 0 });
        var rows = output.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("19,0,0,0,0,0,0,0,0,0,,", rows[19]);
        Assert.Equal("20,3,Infinity,1,Infinity,1,Infinity,1,Infinity,1,,", rows[20]);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static string[] Append(string table)
    {
        using var output = new StringWriter();
        EvaluationTable.Append(new StringReader(table), output, new WarningOptions());
        return output.ToString().Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }
}
