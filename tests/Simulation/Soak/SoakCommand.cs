using System.CommandLine;

namespace Checkpoint.Tests.Simulation.Soak;

/// <summary>One campaign after the other, as asked; each leaves its result, from which the page of reliability is written.</summary>
internal static class SoakCommand
{
    public static RootCommand Create()
    {
        var results = new Option<string>("--results") { Description = "folder for what each campaign has shown", DefaultValueFactory = _ => "artifacts/soak" };
        var seeds = new SeedSoak();
        var root = new RootCommand("Breaks the system in every way it is made to stand, for as long as you like, and counts what that did to the records.")
        {
            results,
        };
        foreach (var option in seeds.Options)
            root.Options.Add(option);
        root.SetAction(asked => seeds.Run(asked, asked.GetValue(results)!) ? 0 : 1);
        return root;
    }
}
