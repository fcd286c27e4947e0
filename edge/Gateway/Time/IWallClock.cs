namespace Checkpoint.Gateway.Time;

/// <summary>The board's wall clock, as far as its kernel vouches for it.</summary>
public interface IWallClock
{
    /// <summary>What it says of this boot's wall time; null while the kernel does not call it synchronised.</summary>
    BootOffset? Read();
}
