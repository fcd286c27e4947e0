using System.CommandLine;
using System.Globalization;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>Options that accounts and tokens have in common.</summary>
internal static class AccountOptions
{
    /// <summary>Who did it, as the audit has it: whoever may write the file by hand.</summary>
    public static string Operator => $"command:{Environment.UserName}";

    public static Option<string> Name(string option) => new(option) { Description = "its name", HelpName = "NAME", Required = true };

    public static Option<string> Role() => new("--role") { Description = "official, technician or administrator", HelpName = "ROLE", Required = true };

    public static Option<string> Area() => new("--area")
    {
        Description = "all, or the code of a district, street or community", HelpName = "CODE", Required = true,
    };

    public static string NameOf(ParseResult parsed, Option<string> option)
    {
        var name = parsed.GetRequiredValue(option);
        return AccountFields.NameProblem(name) is { } problem ? throw Fault(option, problem) : AccountFields.Normal(name);
    }

    public static Role RoleOf(ParseResult parsed, Option<string> option) => WireName.TryParse(parsed.GetRequiredValue(option), out Role role)
        ? role
        : throw Fault(option, "must be official, technician or administrator");

    public static Area AreaOf(ParseResult parsed, Option<string> option) =>
        AccountFields.AreaProblem(parsed.GetRequiredValue(option), out var area) is { } problem ? throw Fault(option, problem) : area;

    /// <summary>As lists have it, in UTC.</summary>
    public static string Minute(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm'Z'", CultureInfo.InvariantCulture) ?? "never";

    /// <summary>Gives a secret to who ran the command, and to nobody else.</summary>
    public static void HandOut(string secret, FileInfo? file)
    {
        if (file is null)
            Console.WriteLine(secret);
        else
            PrivateFile.Write(file.FullName, secret + "\n");
    }

    private static CommandFault Fault(Option<string> option, string problem) => new(ExitCode.Usage, $"{option.Name}: {problem}");
}
