namespace Checkpoint.DeviceSim.Faults.Link;

/// <summary>
/// Which way nothing passes, without either end being told. The proxy's kernel goes on acknowledging what it takes, as a
/// middlebox that has forgotten the connection's other half does: TCP itself notices nothing.
/// </summary>
[Flags]
public enum LinkSilence
{
    None = 0,

    /// <summary>From those who connect to the server behind.</summary>
    Up = 1,

    /// <summary>From the server to those who connected.</summary>
    Down = 2,

    Both = Up | Down,
}
