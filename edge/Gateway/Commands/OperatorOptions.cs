using System.CommandLine;

namespace Checkpoint.Gateway.Commands;

/// <summary>Texts that go into files and events, checked with the command line.</summary>
internal static class OperatorOptions
{
    /// <summary>Who does it.</summary>
    public static Option<string> Operator(string description, int mostBytes) => Bounded(
        new Option<string>("--operator") { Description = description, HelpName = "name" }, mostBytes);

    public static Option<string> Bounded(Option<string> option, int mostBytes)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && PlainText.Fault(text, mostBytes) is { } fault)
                result.AddError($"{option.Name} {fault}");
        });
        return option;
    }
}
