namespace Checkpoint.Tests.Hardware;

/// <summary>The lines of board.json.</summary>
internal static class BoardWiring
{
    public const int Presence = 17;
    public const int BeamOutside = 27;
    public const int BeamInside = 22;
    public const int Door = 23;
    public const int Tamper = 24;
    public const int PowerFail = 25;
    public const int VerdictNormal = 20;
    public const int VerdictFever = 21;
    public const int Exit = 16;

    public const int Green = 5;
    public const int Amber = 6;
    public const int Red = 13;
    public const int Buzzer = 19;
    public const int Strike = 26;

    public static readonly IReadOnlyList<int> Lamps = [Green, Amber, Red];

    public static readonly IReadOnlyList<int> Outputs = [.. Lamps, Buzzer, Strike];
}
