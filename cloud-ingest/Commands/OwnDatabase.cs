using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>The service's own database, for commands about accounts and tokens, and for what others look at.</summary>
internal sealed class OwnDatabase : IDisposable
{
    private readonly ServingDatabase _database;

    private OwnDatabase(ServingDatabase database)
    {
        _database = database;
        People = new People(database);
        Tokens = new Tokens(database, TimeProvider.System);
        Audit = new AuditLog(database, TimeProvider.System);
        Desk = new AccountDesk(database, Tokens, Audit, TimeProvider.System);
    }

    public People People { get; }

    public Tokens Tokens { get; }

    public AuditLog Audit { get; }

    public AccountDesk Desk { get; }

    /// <exception cref="CommandFault">The configuration is wrong, or the file can't be opened.</exception>
    public static OwnDatabase Open(FileInfo config) => new(Loaded.Serving(Loaded.Options(config).Serve));

    public void Dispose() => _database.Dispose();
}
