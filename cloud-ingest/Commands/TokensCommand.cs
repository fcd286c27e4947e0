using System.CommandLine;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Settings;
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
        var output = new Option<FileInfo>("--out") { Description = "write it to this file (mode 0600) in place of printing it", HelpName = "FILE" };
        var command = new Command("add", "Makes a token and prints it, once: what is kept can't be turned back into it.")
        {
            config, name, role, area, days, output,
        };
        command.SetBody((parsed, _) =>
        {
            var token = new NewToken(
                AccountOptions.NameOf(parsed, name), AccountOptions.RoleOf(parsed, role), AccountOptions.AreaOf(parsed, area), Lifetime(parsed.GetValue(days)));
            using var database = Loaded.Serving(Loaded.Options(parsed.GetRequiredValue(config)).Serve);
            var tokens = new Tokens(database, TimeProvider.System);
            AccountOptions.HandOut(database.Write(transaction => tokens.Add(transaction, token, AccountOptions.Operator)), parsed.GetValue(output));
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
            using var database = Loaded.Serving(Loaded.Options(parsed.GetRequiredValue(config)).Serve);
            foreach (var token in new Tokens(database, TimeProvider.System).List(Area.Everything))
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
            using var database = Loaded.Serving(Loaded.Options(parsed.GetRequiredValue(config)).Serve);
            var number = parsed.GetValue(id);
            if (!database.Write(transaction => new Tokens(database, TimeProvider.System).Revoke(transaction, number)))
                throw new CommandFault(ExitCode.Usage, $"--id: there is no token {number} that still holds");
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
