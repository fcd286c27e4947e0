using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>The accounts of people, for reading; <see cref="AccountDesk"/> changes them.</summary>
public sealed class People(ServingDatabase database)
{
    private const string Columns = "id, name, role, area, disabled, made_us, made_by, password_us";

    /// <summary>By name.</summary>
    public IReadOnlyList<Account> List(Area within) => database.Read(transaction => transaction
        .List($"SELECT {Columns} FROM account ORDER BY name", Read).Where(account => within.Contains(account.Area)).ToList());

    public Account? Find(string name) => database.Read(transaction => Find(transaction, name));

    /// <returns>The account and the hash of its password; null where there is none.</returns>
    internal (Account Account, string Hash)? FindHash(string name) => database.Read(transaction => transaction
        .List($"SELECT {Columns}, password_hash FROM account WHERE name = $0", row => ((Account, string)?)(Read(row), row.GetString(8)), name)
        .FirstOrDefault());

    internal static Account? Find(ServingTransaction transaction, string name) =>
        transaction.First($"SELECT {Columns} FROM account WHERE name = $0", Read, name);

    private static Account Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        AccountRows.RoleOf(row.GetString(2)),
        AccountRows.AreaOf(row.GetString(3)),
        row.GetInt64(4) != 0,
        Microseconds.Time(row.GetInt64(5)),
        row.GetString(6),
        Microseconds.Time(row.GetInt64(7)));
}
