using System.CommandLine;

namespace Checkpoint.Tests.Simulation.Soak;

/// <summary>Something that <c>soak</c> does when an option of its asks for it.</summary>
internal interface ISoakPart
{
    IReadOnlyList<Option> Options { get; }

    bool IsWanted(ParseResult parsed);

    /// <param name="results">Folder of the campaigns' results.</param>
    /// <returns>False if something was found.</returns>
    Task<bool> RunAsync(ParseResult parsed, string results, CancellationToken stop);
}
