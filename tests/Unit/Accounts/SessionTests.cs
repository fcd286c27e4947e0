using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.Tests.Unit.Accounts;

public sealed class SessionTests : IDisposable
{
    private readonly AccountBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Whoever_has_signed_in_is_known_with_role_and_area()
    {
        var session = _bench.SignIn(_bench.Add("wang", Role.Technician, "230103001"));
        Assert.Equal(
            new Viewer("wang", Role.Technician, AccountBench.AreaOf("230103001"), IsPerson: true, "192.0.2.7"),
            _bench.Sessions.Identify(session, "192.0.2.7"));
        Assert.Null(_bench.Sessions.Identify(session[..^1] + (session[^1] == 'A' ? 'B' : 'A'), "192.0.2.7"));
        Assert.Null(_bench.Sessions.Identify("", "192.0.2.7"));
    }

    [Fact]
    public void What_is_kept_is_not_what_the_browser_shows()
    {
        var session = _bench.SignIn(_bench.Add("wang"));
        var kept = _bench.Database.Read(asked => asked.List("SELECT hash FROM session", row => (byte[])row.GetValue(0))).Single();
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(session)), kept);
    }

    [Fact]
    public void A_session_that_is_used_lasts_a_shift_and_no_longer()
    {
        var session = _bench.SignIn(_bench.Add("wang"));
        for (var passed = TimeSpan.Zero; passed < Sessions.MaxAge; passed += TimeSpan.FromHours(1))
        {
            Assert.NotNull(_bench.Sessions.Identify(session, ""));
            _bench.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Null(_bench.Sessions.Identify(session, ""));
    }

    [Fact]
    public void A_session_that_is_not_used_ends()
    {
        var session = _bench.SignIn(_bench.Add("wang"));
        _bench.Clock.Advance(Sessions.MaxIdle);
        Assert.Null(_bench.Sessions.Identify(session, ""));
    }

    [Fact]
    public void A_new_password_a_changed_right_and_a_disabled_account_end_its_sessions_at_once_and_nobody_elses()
    {
        _bench.Add("chief", Role.Administrator);
        var other = _bench.SignIn(_bench.Add("li"));
        var wang = _bench.Add("wang");
        Action[] acts =
        [
            () => _bench.Desk.SetPassword("wang", "ten snowy gates at dusk", AccountBench.Tester),
            () => _bench.Desk.Change("wang", new AccountChange(Role.Technician, null, null), AccountBench.Tester),
            () => _bench.Desk.Change("wang", new AccountChange(null, AccountBench.AreaOf("230103"), null), AccountBench.Tester),
            () => _bench.Desk.Change("wang", new AccountChange(null, null, true), AccountBench.Tester),
        ];
        foreach (var act in acts)
        {
            var session = _bench.SignIn(wang);
            Assert.NotNull(_bench.Sessions.Identify(session, ""));
            act();
            Assert.Null(_bench.Sessions.Identify(session, ""));
        }

        Assert.NotNull(_bench.Sessions.Identify(other, ""));
        Assert.Null(_bench.Sessions.Identify(_bench.SignIn(wang), ""));
    }

    [Fact]
    public void Of_too_many_sessions_of_one_account_the_oldest_goes()
    {
        var wang = _bench.Add("wang");
        var sessions = new List<string>();
        for (var i = 0; i <= Sessions.MaxOfAccount; i++)
        {
            sessions.Add(_bench.SignIn(wang));
            _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([false, .. Enumerable.Repeat(true, Sessions.MaxOfAccount)], sessions.Select(session => _bench.Sessions.Identify(session, "") is not null));
    }

    [Fact]
    public void A_token_lets_in_until_it_expires_or_is_revoked()
    {
        var expiring = _bench.Desk.AddToken(new NewToken("a", Role.Official, Area.Everything, TimeSpan.FromDays(1)), AccountBench.Tester);
        var revoked = _bench.Desk.AddToken(new NewToken("b", Role.Official, Area.Everything, TimeSpan.FromDays(3)), AccountBench.Tester);
        Assert.Null(_bench.Tokens.List(Area.Everything)[0].Used);
        Assert.False(_bench.Tokens.Identify(revoked, "")!.IsPerson);
        Assert.Equal(_bench.Clock.GetUtcNow(), _bench.Tokens.List(Area.Everything)[0].Used);
        _bench.Desk.Revoke(_bench.Tokens.List(Area.Everything)[0].Id, AccountBench.Tester);
        Assert.Null(_bench.Tokens.Identify(revoked, ""));
        Assert.NotNull(_bench.Tokens.Identify(expiring, ""));
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(_bench.Tokens.Identify(expiring, ""));
        Assert.Throws<AccountRefusedException>(() => _bench.Desk.Revoke(_bench.Tokens.List(Area.Everything)[0].Id, AccountBench.Tester));
    }
}
