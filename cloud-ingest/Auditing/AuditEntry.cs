namespace Checkpoint.CloudIngest.Auditing;

/// <summary>One line of the audit.</summary>
/// <param name="Who">The account; a program as `token:NAME`; a command as `command:USER`, the user of the machine.</param>
/// <param name="Address">Where the request came from; empty for a command.</param>
/// <param name="Area">The area it concerned: `all`, or the code of a district, street or community.</param>
/// <param name="Detail">Of a look the query; of an act what was changed.</param>
/// <param name="Status">HTTP status of a look, 200 for a command's; null while it lasts, and when the service was killed in it.</param>
/// <param name="Rows">Single screenings shown; null where none can be.</param>
public sealed record AuditEntry(
    long Id, DateTimeOffset Time, AuditAct Act, string Who, string Address, string Area, string Detail, int? Status, long? Rows);
