using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Store.Sqlite;

/// <summary>SQLite's result codes (sqlite.org/rescode.html) by what an operator would do about them.</summary>
internal static class SqliteFaults
{
    public static StoreFault Of(SqliteException exception) => new(KindOf(exception.SqliteErrorCode), exception.Message);

    private static StoreFaultKind KindOf(int code) => code switch
    {
        5 or 6 => StoreFaultKind.Locked,
        8 or 10 or 13 => StoreFaultKind.Disk,
        11 or 26 => StoreFaultKind.Unreadable,
        14 => StoreFaultKind.Unreachable,
        _ => StoreFaultKind.Refused,
    };
}
