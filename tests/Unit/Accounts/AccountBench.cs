using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.Accounts;

/// <summary>Accounts and audit over a file of their own, with a clock that the test moves.</summary>
internal sealed class AccountBench : IDisposable
{
    public const string Password = "nine snowy gates at dawn";

    public static readonly Actor Tester = new("tests", "192.0.2.1");

    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint-accounts-").FullName;

    public AccountBench()
    {
        Database = ServingDatabase.Open(System.IO.Path.Combine(_folder, "serve.db"));
        Audit = new AuditLog(Database, Clock);
        Tokens = new Tokens(Database, Clock);
        Sessions = new Sessions(Database, Clock);
        People = new People(Database);
        Desk = new AccountDesk(Database, Tokens, Audit, Clock);
    }

    public ManualTime Clock { get; } = new();

    public ServingDatabase Database { get; }

    public AuditLog Audit { get; }

    public Tokens Tokens { get; }

    public Sessions Sessions { get; }

    public People People { get; }

    public AccountDesk Desk { get; }

    public static Area AreaOf(string code) => Area.TryParse(code, out var area) ? area : throw new ArgumentException(code);

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public Account Add(string name, Role role = Role.Official, string? area = null)
    {
        Desk.Add(name, role, area is null ? Area.Everything : AreaOf(area), Password, Tester);
        return People.Find(name)!;
    }

    public string SignIn(Account account) => Database.Write(transaction => Sessions.Start(transaction, account));

    public IReadOnlyList<AuditEntry> Entries(Area within) =>
        Audit.List(new AuditQuery(within, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100), null, long.MaxValue, 1_000));
}
