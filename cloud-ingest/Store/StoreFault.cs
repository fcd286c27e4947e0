namespace Checkpoint.CloudIngest.Store;

/// <summary>Why a database did not take or give something. Never the record's fault, so all of it is worth trying again.</summary>
/// <param name="Detail">In the database's own words, shortened.</param>
public sealed record StoreFault(StoreFaultKind Kind, string Detail)
{
    /// <summary>Bytes of an error answer that are worth a log line.</summary>
    public const int MaxDetailCharacters = 300;

    /// <summary>It takes others: something about these records meets a limit or a conflict of its own.</summary>
    public bool IsAboutContent => Kind is StoreFaultKind.PartialWrite or StoreFaultKind.Refused;

    public override string ToString() => $"{Kind}: {Detail}";
}

/// <summary>What an operator would do differently about.</summary>
public enum StoreFaultKind
{
    /// <summary>No connection, or it broke.</summary>
    Unreachable = 1,

    /// <summary>Connected, but silent for too long. What was sent may have been applied.</summary>
    TimedOut = 2,

    /// <summary>401 or 403: credentials or rights.</summary>
    Unauthorized = 3,

    /// <summary>404: no such database.</summary>
    NoDatabase = 4,

    /// <summary>Some points taken, some dropped: retention, series or type limits.</summary>
    PartialWrite = 5,

    /// <summary>Another 4xx.</summary>
    Refused = 6,

    /// <summary>5xx. What was sent may have been applied.</summary>
    ServerError = 7,

    /// <summary>An answer that is not in the database's protocol.</summary>
    Unreadable = 8,

    /// <summary>The disk is full, read-only or failing.</summary>
    Disk = 9,

    /// <summary>Another process holds the file.</summary>
    Locked = 10,
}
