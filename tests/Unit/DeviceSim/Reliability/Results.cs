using Checkpoint.DeviceSim.Scenarios.Reliability;

namespace Checkpoint.Tests.Unit.DeviceSim.Reliability;

internal static class Results
{
    public static CampaignResult Clean(string name) => new()
    {
        Name = name,
        Fault = $"fault {name}",
        Command = $"./checkpoint soak --{name} 300",
        Trials = 300,
        TrialsAre = "tries",
        Made = 61_000,
        Stored = 61_000,
        Lost = 0,
        Doubled = 0,
        WronglyTimed = 0,
        OtherFindings = 0,
        Day = new DateOnly(2026, 11, 22),
        Hours = 0.25,
        Note = $"note {name}",
    };
}
