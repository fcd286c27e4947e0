using System.CommandLine;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>
/// <c>checkpoint-cloud tokens</c>: lets programs in, lists and revokes what lets them in. Works beside a running service, which
/// heeds it from the next request on.
/// </summary>
internal static class TokensCommand
{
    public static Command Create() => new("tokens", "Lets programs ask the API.") { CreateAdd(), CreateList(), CreateRevoke() };

    private static Command CreateAdd()
    {
        var (config, name, role, area) = (CloudCommandLine.ConfigOption(), AccountOptions.Name("--name"), AccountOptions.Role(), AccountOptions.Area());
        var days = new Option<int>("--days") { Description = $"how long it holds, 1 to {Tokens.MaxLifetime.Days}", DefaultValueFactory = _ => 90, HelpName = "N" };
        var output = AccountOptions.Output();
        var command = new Command("add", "Makes a token and prints it, once: what is kept can't be turned back into it.")
        {
            config, name, role, area, days, output,
        };
        command.SetBody((parsed, _) =>
        {
            var token = new NewToken(
                AccountOptions.NameOf(parsed, name), AccountOptions.RoleOf(parsed, role), AccountOptions.AreaOf(parsed, area), Lifetime(parsed.GetValue(days)));
            using var own = OwnDatabase.Open(parsed.GetRequiredValue(config));
            AccountOptions.HandOut(own.Desk.AddToken(token, Actor.Command), parsed.GetValue(output));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Command CreateList()
    {
        var config = CloudCommandLine.ConfigOption();
        var command = new Command("list", "Lists tokens, without their secrets.") { config };
        command.SetBody((parsed, _) =>
        {
            using var own = OwnDatabase.Open(parsed.GetRequiredValue(config));
            foreach (var token in own.Tokens.List(Area.Everything))
                Console.WriteLine(Line(token));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Command CreateRevoke()
    {
        var config = CloudCommandLine.ConfigOption();
        var id = new Option<long>("--id") { Description = "its number in the list", HelpName = "N", Required = true };
        var command = new Command("revoke", "Ends a token at once.") { config, id };
        command.SetBody((parsed, _) =>
        {
            using var own = OwnDatabase.Open(parsed.GetRequiredValue(config));
            own.Desk.Revoke(parsed.GetValue(id), Actor.Command);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static TimeSpan Lifetime(int days) => days >= 1 && days <= Tokens.MaxLifetime.Days
        ? TimeSpan.FromDays(days)
        : throw new CommandFault(ExitCode.Usage, $"--days: must be 1 to {Tokens.MaxLifetime.Days}, is {days}");

    private static string Line(Token token) =>
        $"{token.Id,5} {token.Name,-20} {WireName.Of(token.Role),-13} {AccountFields.AreaText(token.Area),-12} until {AccountOptions.Minute(token.Expires)}"
            + $" used {AccountOptions.Minute(token.Used),-17} by {token.MadeBy}{(token.Revoked is null ? "" : $" revoked {AccountOptions.Minute(token.Revoked)}")}";
}
