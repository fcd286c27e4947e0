using Checkpoint.CloudIngest.Accounts;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.Accounts;

public sealed class SignInPausesTests
{
    private readonly ManualTime _clock = new();

    private readonly SignInPauses _pauses;

    public SignInPausesTests() => _pauses = new SignInPauses(_clock);

    [Fact]
    public void The_first_failures_cost_nothing_and_then_each_doubles_the_wait_up_to_a_bound()
    {
        for (var i = 0; i < SignInPauses.FreeOfName; i++)
            Assert.Null(_pauses.Begin("wang", $"192.0.2.{i}"));
        var waits = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            Assert.Null(_pauses.Begin("wang", $"198.51.100.{i}"));
            var wait = _pauses.Begin("wang", "203.0.113.1");
            waits.Add(wait!.Value.TotalSeconds);
            _clock.Advance(wait.Value);
        }

        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900], waits);
    }

    [Fact]
    public void Whoever_tries_during_the_wait_does_not_make_it_longer()
    {
        for (var i = 0; i <= SignInPauses.FreeOfName; i++)
            _pauses.Begin("wang", "192.0.2.1");
        var wait = _pauses.Begin("wang", "192.0.2.1");
        Assert.Equal(wait, _pauses.Begin("wang", "192.0.2.1"));
    }

    [Fact]
    public void Many_tries_at_once_are_counted_before_any_of_them_has_failed()
    {
        var allowed = Enumerable.Range(0, 100).Count(_ => _pauses.Begin("wang", "192.0.2.1") is null);
        Assert.Equal(SignInPauses.FreeOfName + 1, allowed);
    }

    [Fact]
    public void The_right_password_clears_the_name()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(_pauses.Begin("wang", "192.0.2.1"));
            _pauses.Succeed("wang", "192.0.2.1");
        }
    }

    [Fact]
    public void One_address_that_tries_many_names_must_wait_whatever_it_knows_of_its_own()
    {
        var tries = 0;
        while (_pauses.Begin($"name-{tries}", "192.0.2.1") is null)
        {
            if (_pauses.Begin("own", "192.0.2.1") is null)
                _pauses.Succeed("own", "192.0.2.1");
            Assert.True(++tries <= SignInPauses.FreeOfAddress + 1, "never had to wait");
        }

        Assert.Null(_pauses.Begin("name-0", "192.0.2.2"));
    }

    [Fact]
    public void An_office_of_IPv6_is_one_address()
    {
        var tries = 0;
        while (_pauses.Begin($"name-{tries}", $"2001:db8:1:2::{tries:x}") is null)
            Assert.True(++tries <= SignInPauses.FreeOfAddress + 1, "never had to wait");
        Assert.Null(_pauses.Begin("other", "2001:db8:1:3::1"));
    }

    [Fact]
    public void After_a_day_failures_are_forgotten()
    {
        for (var i = 0; i <= SignInPauses.FreeOfName; i++)
            _pauses.Begin("wang", "192.0.2.1");
        Assert.NotNull(_pauses.Begin("wang", "192.0.2.1"));
        _clock.Advance(TimeSpan.FromDays(1));
        for (var i = 0; i < SignInPauses.FreeOfName; i++)
            Assert.Null(_pauses.Begin("wang", "192.0.2.1"));
    }
}
