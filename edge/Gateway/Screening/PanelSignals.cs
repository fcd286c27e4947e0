namespace Checkpoint.Gateway.Screenings;

/// <summary>What the gate can show, sound and open.</summary>
[Flags]
public enum PanelSignals
{
    None = 0,
    Green = 1,
    Amber = 2,
    Red = 4,
    Buzzer = 8,
    Barrier = 16,
}
