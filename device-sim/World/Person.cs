using Checkpoint.Contract.Records;

namespace Checkpoint.DeviceSim.World;

/// <summary>Somebody on their way through the gate.</summary>
/// <param name="CoreC">True core temperature.</param>
/// <param name="ReadingC">What a forehead thermometer in the warm, the right distance away, would call their temperature.</param>
public sealed record Person(double CoreC, double ReadingC, PassageDirection Direction)
{
    public int CoreCentiC => (int)Math.Round(CoreC * 100);
}
