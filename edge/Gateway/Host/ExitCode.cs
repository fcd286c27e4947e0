namespace Checkpoint.Gateway.Host;

/// <summary>What the program ends with: sysexits.h, so that systemd and people can tell the cases apart.</summary>
public static class ExitCode
{
    public const int Ok = 0;

    /// <summary>A broken invariant, or anything else nobody foresaw.</summary>
    public const int Failure = 1;

    /// <summary>The doctor alone: it has found nothing worse than warnings.</summary>
    public const int Warnings = 1;

    /// <summary>The doctor alone: something does not work.</summary>
    public const int Failures = 2;

    /// <summary>Calibrating alone: what was measured is not fit to be saved, or was not wanted; nothing was.</summary>
    public const int Refused = 3;

    /// <summary>EX_USAGE: the command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>EX_DATAERR: a table can't be read as what it should be.</summary>
    public const int Data = 65;

    /// <summary>EX_NOINPUT: a file to read is not there.</summary>
    public const int NoInput = 66;

    /// <summary>EX_UNAVAILABLE: bus, lines or a library are not there.</summary>
    public const int Unavailable = 69;

    /// <summary>EX_IOERR: the outbox can't be opened.</summary>
    public const int InputOutput = 74;

    /// <summary>EX_TEMPFAIL: a gateway is at work; stop it first.</summary>
    public const int Busy = 75;

    /// <summary>EX_CONFIG: the configuration is wrong; another start will not help.</summary>
    public const int Configuration = 78;
}
