using System.CommandLine;
using System.Globalization;
using System.Text;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>Options that accounts and tokens have in common.</summary>
internal static class AccountOptions
{
    public static Option<string> Name(string option) => new(option) { Description = "its name", HelpName = "NAME", Required = true };

    public static Option<string> Role() => new("--role") { Description = "official, technician or administrator", HelpName = "ROLE", Required = true };

    public static Option<string> Area() => new("--area")
    {
        Description = "all, or the code of a district, street or community", HelpName = "CODE", Required = true,
    };

    public static Option<FileInfo?> PasswordFile() => new("--password-file")
    {
        Description = "its first line is the password; - reads it from standard input (default: one is made and printed)", HelpName = "FILE",
    };

    public static Option<FileInfo?> Output() => new("--out")
    {
        Description = "write what was made to this file (mode 0600) in place of printing it", HelpName = "FILE",
    };

    /// <returns>Null: none is given.</returns>
    public static string? PasswordOf(ParseResult parsed, Option<FileInfo?> option, string name)
    {
        if (parsed.GetValue(option) is not { } file)
            return null;
        var text = file.Name == "-" ? Console.In.ReadLine() : Encoding.UTF8.GetString(Loaded.Read(option.Name, file.FullName)).Split('\n')[0].TrimEnd('\r');
        return PasswordRules.Problem(text, name) is { } problem ? throw new CommandFault(ExitCode.Usage, $"{option.Name}: {problem}") : text;
    }

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
