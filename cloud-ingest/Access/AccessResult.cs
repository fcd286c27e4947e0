using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Access;

/// <summary>
/// What was done. A password is known here and nowhere else (the broker keeps a hash): write it to a file of mode 0600.
/// </summary>
/// <param name="GatePasswords">Of clients made now, or rotated; clients that stood already keep theirs.</param>
/// <param name="CloudPassword">Null if the client "cloud" stood already and was not rotated.</param>
/// <param name="CommandsSent">Changes asked of the broker; 0 if all was as it should be.</param>
/// <param name="Faults">What the broker did not do. The other gates are served all the same.</param>
public sealed record AccessResult(
    IReadOnlyDictionary<GateId, string> GatePasswords,
    string? CloudPassword,
    int CommandsSent,
    IReadOnlyList<AccessFault> Faults);
