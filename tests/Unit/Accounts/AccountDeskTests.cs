using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.Tests.Unit.Accounts;

public sealed class AccountDeskTests : IDisposable
{
    private readonly AccountBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_account_is_added_once()
    {
        _bench.Add("wang", Role.Technician, "230103001");
        var refused = Assert.Throws<AccountRefusedException>(() => _bench.Add("wang"));
        Assert.Contains("'wang'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Role.Technician, _bench.People.Find("wang")!.Role);
    }

    [Fact]
    public void The_last_administrator_of_everything_can_be_neither_disabled_nor_narrowed()
    {
        _bench.Add("chief", Role.Administrator);
        _bench.Add("local", Role.Administrator, "230103");
        AccountChange[] changes =
            [new(null, null, true), new(Role.Official, null, null), new(null, AccountBench.AreaOf("230103"), null)];
        foreach (var change in changes)
            Assert.Throws<AccountRefusedException>(() => _bench.Desk.Change("chief", change, AccountBench.Tester));
        Assert.Equal((Role.Administrator, false), (_bench.People.Find("chief")!.Role, _bench.People.Find("chief")!.Disabled));
        _bench.Add("second", Role.Administrator);
        _bench.Desk.Change("chief", changes[0], AccountBench.Tester);
        Assert.True(_bench.People.Find("chief")!.Disabled);
    }

    [Fact]
    public void A_local_administrator_can_be_disabled_while_there_is_none_of_everything()
    {
        _bench.Add("local", Role.Administrator, "230103");
        _bench.Desk.Change("local", new AccountChange(null, null, true), AccountBench.Tester);
        Assert.True(_bench.People.Find("local")!.Disabled);
    }

    [Fact]
    public void The_kept_password_is_salted_and_stretched_and_none_but_it_fits()
    {
        _bench.Add("wang");
        _bench.Add("li");
        var hashes = new[] { "wang", "li" }.Select(name => _bench.People.FindHash(name)!.Value.Hash).ToList();
        Assert.NotEqual(hashes[0], hashes[1]);
        Assert.True(Passwords.Verify(hashes[0], AccountBench.Password));
        Assert.False(Passwords.Verify(hashes[0], AccountBench.Password + " "));
        Assert.False(Passwords.Verify(null, AccountBench.Password));
    }

    [Fact]
    public void Every_act_is_recorded_with_who_and_where_and_no_secret()
    {
        _bench.Add("chief", Role.Administrator);
        _bench.Add("wang", Role.Official, "230103001");
        _bench.Desk.Change("wang", new AccountChange(null, AccountBench.AreaOf("230103002"), null), AccountBench.Tester);
        _bench.Desk.SetPassword("wang", "ten snowy gates at dusk", AccountBench.Tester);
        var token = _bench.Desk.AddToken(new NewToken("excel", Role.Official, AccountBench.AreaOf("230103002"), TimeSpan.FromDays(30)), AccountBench.Tester);
        _bench.Desk.Revoke(1, AccountBench.Tester);
        var entries = _bench.Entries(Area.Everything);
        Assert.Equal(
            [
                AuditAct.TokenRevoked, AuditAct.TokenAdded, AuditAct.PasswordChanged, AuditAct.AccountChanged, AuditAct.AccountChanged,
                AuditAct.AccountAdded, AuditAct.AccountAdded,
            ],
            entries.Select(entry => entry.Act));
        Assert.All(entries, entry => Assert.Equal(("tests", "192.0.2.1"), (entry.Who, entry.Address)));
        Assert.DoesNotContain(entries, entry => entry.Detail.Contains("snowy", StringComparison.Ordinal) || entry.Detail.Contains(token, StringComparison.Ordinal));
        // Both areas of the move know of it.
        Assert.Equal([AuditAct.AccountChanged, AuditAct.AccountAdded], _bench.Entries(AccountBench.AreaOf("230103001")).Select(entry => entry.Act));
    }

    [Fact]
    public void An_act_that_can_t_be_recorded_is_not_done()
    {
        _bench.Add("chief", Role.Administrator);
        _bench.Database.Write(transaction => transaction.Execute("DROP TABLE audit"));
        Assert.Throws<CloudIngest.Store.StoreException>(() => _bench.Add("wang"));
        Assert.Null(_bench.People.Find("wang"));
    }
}
