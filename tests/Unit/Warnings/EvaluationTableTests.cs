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
    public void A_table_that_cannot_be_used_is_refused_by_line_and_column(string table, string fault) =>
        Assert.Equal(fault, Assert.Throws<CsvException>(() => Append(table)).Message);

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static string[] Append(string table)
    {
        using var output = new StringWriter();
        EvaluationTable.Append(new StringReader(table), output, new WarningOptions());
        return output.ToString().Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }
}
