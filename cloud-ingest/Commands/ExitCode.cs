namespace Checkpoint.CloudIngest.Commands;

/// <summary>What the program ends with; numbers of sysexits.h where it has one.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The ledger does not balance, or the broker did not do all that was asked.</summary>
    public const int Unbalanced = 1;

    /// <summary>EX_USAGE: the command line.</summary>
    public const int Usage = 64;

    /// <summary>EX_DATAERR: a table that can't be used.</summary>
    public const int Data = 65;

    /// <summary>EX_NOINPUT: a file that can't be read.</summary>
    public const int NoInput = 66;

    /// <summary>EX_UNAVAILABLE: a database, broker or port that can't be had.</summary>
    public const int Unavailable = 69;

    /// <summary>EX_SOFTWARE: a fault of this program.</summary>
    public const int Software = 70;

    /// <summary>EX_CANTCREAT: an output file.</summary>
    public const int CantCreate = 73;

    /// <summary>EX_CONFIG: configuration or registry.</summary>
    public const int Config = 78;
}
