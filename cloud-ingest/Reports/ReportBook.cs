using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.Contract;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>
/// Issues, signatures and publications as they are kept. Each is made in one transaction that also sees to it that it is the
/// next one, so that several processes may try the same. Throws <see cref="Store.StoreException"/> when the service's own
/// database can't be read or written.
/// </summary>
public sealed class ReportBook(ServingDatabase database)
{
    private const string Columns = """
        i.area, i.day, i.number, i.serial, i.issued_us, i.due_us, i.late, i.issued_by, i.reason, i.known_us, i.zero_claimed, i.complete, i.hash,
        s.account, s.role, s.signer_area, s.name, s.signed_us, s.zero_confirmed, s.note, s.hash
        """;

    private const string Joined = "FROM report_issue i LEFT JOIN report_signature s ON s.area = i.area AND s.day = i.day AND s.number = i.number";

    /// <summary>In ascending order of number.</summary>
    public IReadOnlyList<ReportIssue> Issues(string area, DateOnly day) => database.Read(tables => tables.List(
        $"SELECT {Columns} {Joined} WHERE i.area = $0 AND i.day = $1 ORDER BY i.number", ReadIssue, area, DayText.Of(day)));

    /// <summary>The last issue of each area and day, latest days first.</summary>
    /// <param name="within">The area and all that lies in it.</param>
    /// <param name="to">The last day.</param>
    /// <param name="after">Goes on behind this area and day; null: from the beginning.</param>
    public IReadOnlyList<ReportIssue> Latest(Area within, DateOnly from, DateOnly to, (DateOnly Day, string Area)? after, int limit) =>
        database.Read(tables => tables.List(
            $"""
            SELECT {Columns} {Joined}
            WHERE i.day >= $0 AND i.day <= $1 AND substr(i.area, 1, length($2)) = $2
                AND i.number = (SELECT max(number) FROM report_issue n WHERE n.area = i.area AND n.day = i.day)
                AND ($3 IS NULL OR i.day < $3 OR (i.day = $3 AND i.area > $4))
            ORDER BY i.day DESC, i.area LIMIT $5
            """,
            ReadIssue,
            DayText.Of(from),
            DayText.Of(to),
            within.Code,
            after is { } last ? DayText.Of(last.Day) : null,
            after?.Area,
            limit));

    /// <summary>Areas that have an issue of this day.</summary>
    public IReadOnlySet<string> IssuedAreas(DateOnly day) => database.Read(tables => tables.List(
        "SELECT DISTINCT area FROM report_issue WHERE day = $0", row => row.GetString(0), DayText.Of(day))).ToHashSet(StringComparer.Ordinal);

    /// <summary>The bytes that were issued, as text; null when there is no such issue.</summary>
    public string? Document(string area, DateOnly day, int number) => database.Read(tables => tables.First(
        "SELECT document FROM report_issue WHERE area = $0 AND day = $1 AND number = $2", row => row.GetString(0), area, DayText.Of(day), number));

    /// <returns>False when it is not the next: somebody else has issued meanwhile.</returns>
    public bool TryIssue(IssueDocument issue)
    {
        var (area, day, document) = (issue.Report.Area.Code, DayText.Of(issue.Report.Day), ReportJson.Write(issue));
        return database.Write(tables =>
        {
            var last = tables.Scalar("SELECT coalesce(max(number), 0) FROM report_issue WHERE area = $0 AND day = $1", area, day);
            if (last + 1 != issue.Number)
                return false;
            tables.Execute(
                """
                INSERT INTO report_issue (area, day, number, serial, issued_us, due_us, late, issued_by, reason, known_us, zero_claimed, complete, hash, document)
                VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """,
                area,
                day,
                issue.Number,
                issue.Serial,
                Microseconds.Of(issue.IssuedAt),
                issue.DueAt is { } due ? Microseconds.Of(due) : null,
                issue.Late ? 1 : 0,
                issue.IssuedBy,
                issue.Reason,
                Microseconds.Of(issue.KnownAt),
                issue.Report.Zero.Claimed ? 1 : 0,
                issue.Report.Coverage.Complete ? 1 : 0,
                IssueDocument.HashOf(document),
                document);
            return true;
        });
    }

    /// <param name="signature">Its hash is that of what the signer has read.</param>
    public SignOutcome Sign(string area, DateOnly day, int number, ReportSignature signature) => database.Write(tables =>
    {
        var issue = tables.First(
            $"SELECT {Columns} {Joined} WHERE i.area = $0 AND i.day = $1 AND i.number = $2", ReadIssue, area, DayText.Of(day), number);
        if (Refuse(issue, signature) is { } refusal)
            return refusal;
        tables.Execute(
            "INSERT INTO report_signature VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            area,
            DayText.Of(day),
            number,
            signature.Account,
            WireName.Of(signature.Role),
            signature.Area,
            signature.Name,
            Microseconds.Of(signature.SignedAt),
            signature.ZeroConfirmed ? 1 : 0,
            signature.Note,
            signature.Hash);
        return SignOutcome.Done;
    });

    public PublishOutcome Publish(string district, DateOnly day, int number, string account, DateTimeOffset now) => database.Write(tables =>
    {
        if (tables.Scalar("SELECT count(*) FROM report_issue WHERE area = $0 AND day = $1 AND number = $2", district, DayText.Of(day), number) == 0)
            return PublishOutcome.NoSuchIssue;
        if (tables.Scalar("SELECT count(*) FROM report_signature WHERE area = $0 AND day = $1 AND number = $2", district, DayText.Of(day), number) == 0)
            return PublishOutcome.NotSigned;
        return tables.Execute(
            "INSERT INTO report_publication (district, day, number, published_us, account) VALUES ($0, $1, $2, $3, $4) ON CONFLICT DO NOTHING",
            district,
            DayText.Of(day),
            number,
            Microseconds.Of(now),
            account) == 1 ? PublishOutcome.Published : PublishOutcome.PublishedAlready;
    });

    /// <summary>The issue of the district's report that is public, as its document; null when none is.</summary>
    public string? Published(string district, DateOnly day) => database.Read(tables => tables.First(
        """
        SELECT document FROM report_publication p
        JOIN report_issue i ON i.area = p.district AND i.day = p.day AND i.number = p.number WHERE p.district = $0 AND p.day = $1
        """,
        row => row.GetString(0),
        district,
        DayText.Of(day)));

    /// <summary>Which issue of the district's report is public; null when none is.</summary>
    public int? PublishedNumber(string district, DateOnly day) => database.Read<int?>(tables => tables.List(
        "SELECT number FROM report_publication WHERE district = $0 AND day = $1", row => row.GetInt32(0), district, DayText.Of(day)) is [var number] ? number : null);

    private static SignOutcome? Refuse(ReportIssue? issue, ReportSignature signature) => issue switch
    {
        null => SignOutcome.NoSuchIssue,
        { Signature: not null } => SignOutcome.SignedAlready,
        _ when issue.Hash != signature.Hash => SignOutcome.OtherContent,
        { ZeroClaimed: true } when !signature.ZeroConfirmed => SignOutcome.ZeroNotConfirmed,
        { ZeroClaimed: false } when signature.ZeroConfirmed => SignOutcome.ZeroNotClaimed,
        _ => null,
    };

    private static ReportIssue ReadIssue(SqliteDataReader row) => new(
        row.GetString(0),
        DayText.Read(row.GetString(1)),
        row.GetInt32(2),
        row.GetString(3),
        Microseconds.Time(row.GetInt64(4)),
        row.IsDBNull(5) ? null : Microseconds.Time(row.GetInt64(5)),
        row.GetInt64(6) != 0,
        row.GetString(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        Microseconds.Time(row.GetInt64(9)),
        row.GetInt64(10) != 0,
        row.GetInt64(11) != 0,
        row.GetString(12),
        row.IsDBNull(13) ? null : ReadSignature(row));

    private static ReportSignature ReadSignature(SqliteDataReader row) => new(
        row.GetString(13),
        WireName.TryParse(row.GetString(14), out Role role) ? role : default,
        row.GetString(15),
        row.GetString(16),
        Microseconds.Time(row.GetInt64(17)),
        row.GetInt64(18) != 0,
        row.IsDBNull(19) ? null : row.GetString(19),
        row.GetString(20));
}
