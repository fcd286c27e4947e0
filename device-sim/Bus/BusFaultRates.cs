namespace Checkpoint.DeviceSim.Bus;

/// <summary>Chance of each fault per transaction. The defaults are assumptions of a healthy, well-wired board.</summary>
public sealed record BusFaultRates
{
    public static BusFaultRates None { get; } = new() { Nack = 0, BadPec = 0, ErrorFlag = 0 };

    /// <summary>A loose wire has 0.01 to 0.05.</summary>
    public double Nack { get; init; } = 1e-4;

    /// <summary>A noisy cable has 0.01.</summary>
    public double BadPec { get; init; } = 1e-5;

    public double ErrorFlag { get; init; } = 1e-6;

    /// <param name="draw">Even over 0 to 1.</param>
    public BusFaultKind? Pick(double draw)
    {
        if (draw < Nack)
            return BusFaultKind.Nack;
        if (draw < Nack + BadPec)
            return BusFaultKind.BadPec;
        return draw < Nack + BadPec + ErrorFlag ? BusFaultKind.ErrorFlag : null;
    }
}
