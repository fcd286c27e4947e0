using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>
/// Lets people in by name and password. Neither answer nor time tells whether there is an account of a name: what does not
/// exist, or is disabled, costs the same work and gives the same answer as a wrong password.
/// </summary>
public sealed class SignIns(
    ServingDatabase database, People people, Sessions sessions, SignInPauses pauses, AuditLog audit, IMeterFactory meters,
    ILogger<SignIns> log) : IDisposable
{
    private readonly Counter<long> _tries = meters.Create("checkpoint.accounts").CreateCounter<long>(
        "checkpoint_sign_ins", null, "Sign-ins by what came of them");

    /// <summary>Each takes a core for a tenth of a second: the others belong to those who have signed in.</summary>
    private readonly SemaphoreSlim _hashing = new(1, 1);

    public void Dispose() => _hashing.Dispose();

    /// <exception cref="Store.StoreException">The service's own database can't be read or written.</exception>
    public async Task<SignInResult> TryAsync(string name, string password, string address, CancellationToken cancellation)
    {
        name = AccountFields.Normal(name);
        if (pauses.Begin(name, address) is { } wait)
        {
            Count("paused");
            log.LogWarning("A sign-in from {Address} must wait {Seconds} s after failed ones", address, (int)wait.TotalSeconds);
            return new SignInResult(null, null, wait);
        }

        var found = people.FindHash(name);
        if (!await VerifyAsync(found?.Hash, password, cancellation) || found is not { Account.Disabled: false } known)
        {
            Count("failed");
            log.LogWarning("A sign-in from {Address} failed", address);
            return new SignInResult(null, null, null);
        }

        pauses.Succeed(name, address);
        Count("signed_in");
        var account = known.Account;
        var secret = database.Write(transaction =>
        {
            audit.Record(transaction, new Act(AuditAct.SignedIn, new Actor(account.Name, address), account.Area, account.Name));
            return sessions.Start(transaction, account);
        });
        return new SignInResult(account, secret, null);
    }

    /// <summary>Whether this is a signed-in person's own password. A wrong one counts as a failed sign-in.</summary>
    /// <returns>True or false, or how long to wait.</returns>
    public async Task<(bool Right, TimeSpan? Wait)> ConfirmAsync(Viewer viewer, string password, CancellationToken cancellation)
    {
        if (pauses.Begin(viewer.Name, viewer.Address) is { } wait)
            return (false, wait);
        if (!await VerifyAsync(people.FindHash(viewer.Name)?.Hash, password, cancellation))
            return (false, null);
        pauses.Succeed(viewer.Name, viewer.Address);
        return (true, null);
    }

    private void Count(string result) => _tries.Add(1, new KeyValuePair<string, object?>("result", result));

    private async Task<bool> VerifyAsync(string? hash, string password, CancellationToken cancellation)
    {
        await _hashing.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Passwords.Verify(hash, password), CancellationToken.None);
        }
        finally
        {
            _hashing.Release();
        }
    }
}
