using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Exclusions;

/// <summary>
/// Excludes hours and counts them again, each in the transaction that writes the audit. Whether the actor may is the caller's to
/// know. Throws <see cref="Store.StoreException"/> when the service's own database can't be written.
/// </summary>
public sealed class ExclusionActs(ServingDatabase database, AuditLog audit, TimeProvider clock)
{
    /// <summary>Excludes hours, unless some of them are excluded already: withdrawing one exclusion shall count all its hours again.</summary>
    /// <returns>The new exclusion, or the one in the way.</returns>
    public (Exclusion? Made, Exclusion? InTheWay) Exclude(ExclusionRequest request, Actor actor) => database.Write<(Exclusion? Made, Exclusion? InTheWay)>(tables =>
    {
        var (from, to) = (request.From.ToUnixTimeSeconds(), request.To.ToUnixTimeSeconds());
        var inTheWay = tables.First(
            $"SELECT {ExclusionBook.Columns} FROM exclusion WHERE gate = $0 AND withdrawn_us IS NULL AND to_s > $1 AND from_s < $2 ORDER BY from_s LIMIT 1",
            ExclusionBook.Read,
            request.Gate.Value,
            from,
            to);
        if (inTheWay is not null)
            return (null, inTheWay);
        var id = tables.Scalar(
            "INSERT INTO exclusion (gate, place, from_s, to_s, reason, excluded_by, excluded_us) VALUES ($0, $1, $2, $3, $4, $5, $6) RETURNING id",
            request.Gate.Value,
            request.Place.Code,
            from,
            to,
            request.Reason,
            actor.Who,
            Now);
        var made = ExclusionBook.Find(tables, id)!;
        audit.Record(tables, new Act(AuditAct.HoursExcluded, actor, request.Place, $"{Described(made)}: {request.Reason}"));
        return (made, null);
    });

    /// <summary>Counts the hours again.</summary>
    public WithdrawalOutcome Withdraw(long id, string reason, Actor actor) => database.Write(tables =>
    {
        if (ExclusionBook.Find(tables, id) is not { } found)
            return WithdrawalOutcome.NoSuchExclusion;
        if (found.WithdrawnAt is not null)
            return WithdrawalOutcome.WithdrawnBefore;
        tables.Execute("UPDATE exclusion SET withdrawn_by = $1, withdrawn_us = $2, withdrawal_reason = $3 WHERE id = $0", id, actor.Who, Now, reason);
        audit.Record(tables, new Act(AuditAct.ExclusionWithdrawn, actor, AccountRows.AreaOf(found.Community), $"{Described(found)}: {reason}"));
        return WithdrawalOutcome.Done;
    });

    private long Now => Microseconds.Of(clock.GetUtcNow());

    private static string Described(Exclusion of) => $"exclusion {of.Id} of {of.Gate}, {of.From:yyyy-MM-ddTHH:mmZ} to {of.To:yyyy-MM-ddTHH:mmZ}";
}
