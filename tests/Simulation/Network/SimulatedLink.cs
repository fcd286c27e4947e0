namespace Checkpoint.Tests.Simulation.Network;

/// <summary>The way between one site and the broker, for all its connections. Up is towards the broker.</summary>
internal sealed class SimulatedLink
{
    private int _cutsUp;
    private int _cutsDown;

    /// <summary>Raised when a direction is cut or mended.</summary>
    public event Action? Changed;

    /// <summary>Raised when everything that goes over it now is to vanish, unseen by either end.</summary>
    public event Action? Forgotten;

    public bool IsCutUp => _cutsUp > 0;

    public bool IsCutDown => _cutsDown > 0;

    /// <summary>One way, microseconds.</summary>
    public long LeastLatency { get; set; } = 2_000;

    public long MostLatency { get; set; } = 40_000;

    /// <summary>Share of messages that the broker drops on their way down, as it does for readers that are slow.</summary>
    public double DropsDown { get; set; }

    /// <summary>Cuts add up; each is ended by <see cref="Mend"/>.</summary>
    public void Cut(bool up, bool down)
    {
        _cutsUp += up ? 1 : 0;
        _cutsDown += down ? 1 : 0;
        Changed?.Invoke();
    }

    public void Mend(bool up, bool down)
    {
        _cutsUp -= up ? 1 : 0;
        _cutsDown -= down ? 1 : 0;
        Changed?.Invoke();
    }

    /// <summary>What is open now stays open at both ends, and nothing passes any more: some box between has lost its table.</summary>
    public void Forget() => Forgotten?.Invoke();

    public long Latency(Random random) => LeastLatency + (long)(random.NextDouble() * (MostLatency - LeastLatency));
}
