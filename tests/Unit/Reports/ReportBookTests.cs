using System.Security.Cryptography;
using System.Text;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.Tests.Unit.Reports;

public sealed class ReportBookTests : IAsyncLifetime, IDisposable
{
    private static readonly ReportDay Day = ReportBench.Day;

    private ReportBench _bench = null!;

    public async Task InitializeAsync()
    {
        _bench = new ReportBench();
        await _bench.TellAllAsync(Day);
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_hash_is_that_of_the_bytes_kept()
    {
        var issue = Issue();
        var document = _bench.Book.Document(issue.Area, Day.Date, 1)!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document))), issue.Hash);
        Assert.Contains("南岗区", document, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_is_signed_once_and_in_so_many_words()
    {
        var issue = Issue();
        Assert.Equal(SignOutcome.ZeroNotConfirmed, Sign(_bench.Signature(issue)));
        Assert.Equal(SignOutcome.OtherContent, Sign(_bench.Signature(issue, zero: true, hash: new string('0', 64))));
        var signature = _bench.Signature(issue, zero: true) with { Note = "核对无误" };
        Assert.Equal(SignOutcome.Done, Sign(signature));
        Assert.Equal(SignOutcome.SignedAlready, Sign(signature with { Account = "wang" }));
        Assert.Equal(signature, Issue().Signature);
        Assert.Equal(SignOutcome.NoSuchIssue, _bench.Book.Sign("230103", Day.Date, 2, signature));
    }

    [Fact]
    public async Task A_report_without_zero_can_not_be_signed_as_zero()
    {
        await _bench.TellAsync("west", ReportScene.West, Day.Plus(1), fever: 1);
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
        var issue = _bench.Book.Issues(ReportScene.West, Day.Plus(1).Date).Single();
        Assert.Equal(SignOutcome.ZeroNotClaimed, _bench.Book.Sign(issue.Area, issue.Day, 1, _bench.Signature(issue, zero: true)));
        Assert.Equal(SignOutcome.Done, _bench.Book.Sign(issue.Area, issue.Day, 1, _bench.Signature(issue)));
    }

    [Fact]
    public async Task A_revision_is_signed_anew_and_the_first_signature_stays()
    {
        var first = Issue();
        Sign(_bench.Signature(first, zero: true));
        await _bench.TellAsync("west", ReportScene.West, Day, hour => hour == 3, fever: 1);
        Assert.Equal(IssueOutcome.Issued, await _bench.Desk.IssueAsync(ReportBench.District, Day, 2, "li", null, CancellationToken.None));
        var issues = _bench.Book.Issues("230103", Day.Date);
        Assert.NotNull(issues[0].Signature);
        Assert.Null(issues[1].Signature);
        Assert.NotEqual(first.Hash, issues[1].Hash);
        Assert.Equal(SignOutcome.OtherContent, _bench.Book.Sign("230103", Day.Date, 2, _bench.Signature(first)));
        Assert.Equal(SignOutcome.Done, _bench.Book.Sign("230103", Day.Date, 2, _bench.Signature(issues[1])));
    }

    [Theory]
    [InlineData("UPDATE report_issue SET document = ''")]
    [InlineData("DELETE FROM report_issue")]
    [InlineData("UPDATE report_signature SET name = 'x'")]
    [InlineData("DELETE FROM report_signature")]
    [InlineData("DELETE FROM report_publication")]
    public void What_was_issued_signed_and_published_is_never_changed(string sql)
    {
        Sign(_bench.Signature(Issue(), zero: true));
        _bench.Book.Publish("230103", Day.Date, 1, "li", ReportBench.Morning);
        var fault = Assert.Throws<StoreException>(() => _bench.Database.Write(tables => tables.Execute(sql)));
        Assert.Contains("never changed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signed_day_is_published_once()
    {
        Assert.Null(_bench.Book.Published("230103", Day.Date));
        Assert.Equal(PublishOutcome.NoSuchIssue, _bench.Book.Publish("230103", Day.Date, 2, "li", ReportBench.Morning));
        Assert.Equal(PublishOutcome.NotSigned, _bench.Book.Publish("230103", Day.Date, 1, "li", ReportBench.Morning));
        Sign(_bench.Signature(Issue(), zero: true));
        Assert.Equal(PublishOutcome.Published, _bench.Book.Publish("230103", Day.Date, 1, "li", ReportBench.Morning));
        Assert.Equal(PublishOutcome.PublishedAlready, _bench.Book.Publish("230103", Day.Date, 1, "li", ReportBench.Morning));
        Assert.Equal(_bench.Book.Document("230103", Day.Date, 1), _bench.Book.Published("230103", Day.Date));
    }

    [Fact]
    public async Task The_list_has_the_last_issue_of_each_area_within_one_and_goes_on_in_pages()
    {
        await _bench.TellAllAsync(Day.Plus(1));
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
        Assert.True(Area.TryParse("230103001", out var street));
        var all = _bench.Book.Latest(street, Day.Date, Day.Plus(1).Date, null, 100);
        Assert.Equal(
            [(2, "230103001"), (2, ReportScene.West), (2, ReportScene.East), (1, "230103001"), (1, ReportScene.West), (1, ReportScene.East)],
            all.Select(issue => (issue.Day == Day.Date ? 1 : 2, issue.Area)));
        var page = _bench.Book.Latest(street, Day.Date, Day.Plus(1).Date, (all[1].Day, all[1].Area), 2);
        Assert.Equal(all.Skip(2).Take(2), page);
        Assert.Equal(12, _bench.Book.Latest(Area.Everything, Day.Date, Day.Plus(1).Date, null, 100).Count);
        Assert.Empty(_bench.Book.Latest(Area.Everything, Day.Plus(2).Date, Day.Plus(3).Date, null, 100));
    }

    private ReportIssue Issue() => _bench.Book.Issues("230103", Day.Date)[0];

    private SignOutcome Sign(ReportSignature signature) => _bench.Book.Sign("230103", Day.Date, 1, signature);
}
