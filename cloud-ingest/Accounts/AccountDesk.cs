using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>
/// Makes and changes accounts and tokens; each act is recorded in the transaction that does it. What changes somebody's rights
/// or password also ends their sessions. Whether the actor may is the caller's to know. Names are as
/// <see cref="AccountFields.Normal"/> has them, passwords as <see cref="PasswordRules"/> takes them.
/// </summary>
public sealed class AccountDesk(ServingDatabase database, Tokens tokens, AuditLog audit, TimeProvider clock)
{
    /// <summary>A page shows them all.</summary>
    public const int MaxAccounts = 10_000;

    /// <exception cref="AccountRefusedException">There is one of this name, or there are too many.</exception>
    public void Add(string name, Role role, Area area, string password, Actor actor)
    {
        var hash = Passwords.Hash(password);
        database.Write(transaction =>
        {
            if (People.Find(transaction, name) is not null)
                throw new AccountRefusedException($"There is an account '{name}' already.");
            if (transaction.Scalar("SELECT count(*) FROM account") >= MaxAccounts)
                throw new AccountRefusedException($"There are {MaxAccounts} accounts, and can't be more.");
            transaction.Execute(
                "INSERT INTO account (name, role, area, password_hash, made_us, made_by, password_us) VALUES ($0, $1, $2, $3, $4, $5, $4)",
                name,
                WireName.Of(role),
                area.Code,
                hash,
                Microseconds.Of(clock.GetUtcNow()),
                actor.Who);
            audit.Record(transaction, new Act(AuditAct.AccountAdded, actor, area, $"{name}: {WireName.Of(role)} of {AccountFields.AreaText(area)}"));
        });
    }

    /// <summary>What is null stays as it is.</summary>
    /// <exception cref="AccountRefusedException">No administrator of everything would be left, or the account is gone.</exception>
    public void Change(string name, AccountChange change, Actor actor) => database.Write(transaction =>
    {
        var account = Existing(transaction, name);
        var (role, area, disabled) = (change.Role ?? account.Role, change.Area ?? account.Area, change.Disabled ?? account.Disabled);
        transaction.Execute(
            "UPDATE account SET role = $1, area = $2, disabled = $3 WHERE id = $0", account.Id, WireName.Of(role), area.Code, disabled ? 1 : 0);
        EndSessions(transaction, account);
        const string chiefs = "SELECT count(*) FROM account WHERE role = 'administrator' AND area = '' AND disabled = 0";
        if (account is { Role: Role.Administrator, Disabled: false } && account.Area.IsEverything && transaction.Scalar(chiefs) == 0)
            throw new AccountRefusedException("Nobody would be left to administer everything.");
        // Whoever administers the former area must see that it went.
        foreach (var concerned in new[] { account.Area, area }.Distinct())
        {
            audit.Record(transaction, new Act(
                AuditAct.AccountChanged,
                actor,
                concerned,
                $"{name}: {WireName.Of(role)} of {AccountFields.AreaText(area)}{(disabled ? ", disabled" : "")}"));
        }
    });

    /// <exception cref="AccountRefusedException">The account is gone.</exception>
    public void SetPassword(string name, string password, Actor actor)
    {
        var hash = Passwords.Hash(password);
        database.Write(transaction =>
        {
            var account = Existing(transaction, name);
            transaction.Execute(
                "UPDATE account SET password_hash = $1, password_us = $2 WHERE id = $0", account.Id, hash, Microseconds.Of(clock.GetUtcNow()));
            EndSessions(transaction, account);
            audit.Record(transaction, new Act(AuditAct.PasswordChanged, actor, account.Area, name));
        });
    }

    /// <returns>The token as its program must show it; it can't be had a second time.</returns>
    /// <exception cref="AccountRefusedException">There are too many.</exception>
    public string AddToken(NewToken token, Actor actor) => database.Write(transaction =>
    {
        var secret = tokens.Add(transaction, token, actor.Who);
        audit.Record(transaction, new Act(
            AuditAct.TokenAdded,
            actor,
            token.Area,
            $"{token.Name}: {WireName.Of(token.Role)} of {AccountFields.AreaText(token.Area)} for {token.Lifetime.TotalDays:0} days"));
        return secret;
    });

    /// <summary>It lets nobody in from now on.</summary>
    /// <exception cref="AccountRefusedException">There is none, or it was revoked before.</exception>
    public void Revoke(long id, Actor actor) => database.Write(transaction =>
    {
        var token = Tokens.Find(transaction, id);
        if (token is null || !tokens.Revoke(transaction, id))
            throw new AccountRefusedException($"There is no token {id} that still holds.");
        audit.Record(transaction, new Act(AuditAct.TokenRevoked, actor, token.Area, $"{id}: {token.Name}"));
    });

    private static Account Existing(ServingTransaction transaction, string name) =>
        People.Find(transaction, name) ?? throw new AccountRefusedException($"There is no account '{name}'.");

    private static void EndSessions(ServingTransaction transaction, Account account) =>
        transaction.Execute("DELETE FROM session WHERE account = $0", account.Id);
}
