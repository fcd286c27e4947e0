namespace Checkpoint.Mqtt;

/// <summary>
/// What time the broker's certificate, and those it was signed with, must be valid at. Chain and name are checked in any
/// case. The default value is <see cref="BySystemClock"/>.
/// </summary>
public readonly record struct CertificateDates
{
    private CertificateDates(bool isChecked, DateTimeOffset? at) => (IsUnchecked, Time) = (!isChecked, at);

    /// <summary>Now, as the system's clock has it.</summary>
    public static CertificateDates BySystemClock => default;

    /// <summary>
    /// None. For a board that does not know the time: it would be locked out by its own clock, and never learn better. What it
    /// takes then is a broker whose certificate was once right for the name.
    /// </summary>
    public static CertificateDates Unchecked { get; } = new(false, null);

    public bool IsUnchecked { get; }

    /// <summary>Null for the system's clock, and where none is checked.</summary>
    public DateTimeOffset? Time { get; }

    public static CertificateDates At(DateTimeOffset time) => new(true, time);
}
