namespace Checkpoint.Tests.Hardware;

/// <summary>Who comes, as the protocol calls them.</summary>
internal static class VisitName
{
    public const string ThroughTheDoor = "normal, through the door";
    public const string Plain = "normal";
    public const string Fever = "fever, twice";
    public const string Cold = "cold skin, let in by a volunteer";
    public const string Hasty = "leaves early";
    public const string Followed = "normal, and one who follows";
    public const string Outward = "goes out while the gateway is held up";
    public const string TurnsBack = "normal, turns back, and comes after all";
    public const string NearThreshold = "near the threshold, then normal";

    public const string Hurries = "normal, breaks both beams at once";
    public const string ForcesDoor = "forces the door";
    public const string Tampers = "opens the housing";
    public const string PowerCut = "the mains fail";
    public const string StuckSensor = "normal, before a sensor that is stuck";

    public const string LastBeforeKill = "normal, killed while green";
    public const string FirstAfterKill = "walks in after the kill";
    public const string LastBeforeStop = "normal, stopped while green";

    public static string Under(BusFault fault, int every) => every == 1 ? $"{fault} always" : $"{fault} every {every}";
}
