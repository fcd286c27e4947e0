using System.CommandLine;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>
/// <c>checkpoint-cloud accounts</c>: who may sign in; the first administrator is made by it. Works beside a running service,
/// which heeds it from the next request on.
/// </summary>
internal static class AccountsCommand
{
    public static Command Create() => new("accounts", "Lets people sign in.")
    {
        CreateAdd(), CreateList(), CreateSwitch("disable", "Lets somebody sign in no more, and signs them out.", true),
        CreateSwitch("enable", "Lets somebody sign in again.", false), CreatePassword(),
    };

    private static Command CreateAdd()
    {
        var (config, name, role, area) = (CloudCommandLine.ConfigOption(), AccountOptions.Name("--name"), AccountOptions.Role(), AccountOptions.Area());
        var (password, output) = (AccountOptions.PasswordFile(), AccountOptions.Output());
        var command = new Command("add", "Adds an account, with a password from a file or one that is made and printed, once.")
        {
            config, name, role, area, password, output,
        };
        command.SetBody((parsed, _) =>
        {
            var (known, rights) = (AccountOptions.NameOf(parsed, name), (Role: AccountOptions.RoleOf(parsed, role), Area: AccountOptions.AreaOf(parsed, area)));
            return WithPassword(parsed, config, (password, output), known, (desk, text) => desk.Add(known, rights.Role, rights.Area, text, Actor.Command));
        });
        return command;
    }

    private static Command CreatePassword()
    {
        var (config, name) = (CloudCommandLine.ConfigOption(), AccountOptions.Name("--name"));
        var (password, output) = (AccountOptions.PasswordFile(), AccountOptions.Output());
        var command = new Command("password", "Gives somebody a new password, and signs them out.") { config, name, password, output };
        command.SetBody((parsed, _) =>
        {
            var known = AccountOptions.NameOf(parsed, name);
            return WithPassword(parsed, config, (password, output), known, (desk, text) => desk.SetPassword(known, text, Actor.Command));
        });
        return command;
    }

    private static Command CreateSwitch(string verb, string description, bool disabled)
    {
        var (config, name) = (CloudCommandLine.ConfigOption(), AccountOptions.Name("--name"));
        var command = new Command(verb, description) { config, name };
        command.SetBody((parsed, _) =>
        {
            using var own = OwnDatabase.Open(parsed.GetRequiredValue(config));
            own.Desk.Change(AccountOptions.NameOf(parsed, name), new AccountChange(null, null, disabled), Actor.Command);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Command CreateList()
    {
        var config = CloudCommandLine.ConfigOption();
        var command = new Command("list", "Lists who may sign in.") { config };
        command.SetBody((parsed, _) =>
        {
            using var own = OwnDatabase.Open(parsed.GetRequiredValue(config));
            foreach (var account in own.People.List(Area.Everything))
            {
                Console.WriteLine(
                    $"{account.Name,-20} {WireName.Of(account.Role),-13} {AccountFields.AreaText(account.Area),-12}"
                        + $" password {AccountOptions.Minute(account.PasswordSet)} by {account.MadeBy}{(account.Disabled ? " disabled" : "")}");
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Task<int> WithPassword(
        ParseResult parsed, Option<FileInfo> config, (Option<FileInfo?> Given, Option<FileInfo?> Made) files, string name, Action<AccountDesk, string> act)
    {
        var given = AccountOptions.PasswordOf(parsed, files.Given, name);
        var password = given ?? Passwords.Generate();
        using var own = OwnDatabase.Open(parsed.GetRequiredValue(config));
        act(own.Desk, password);
        if (given is null)
            AccountOptions.HandOut(password, parsed.GetValue(files.Made));
        return Task.FromResult(ExitCode.Success);
    }
}
