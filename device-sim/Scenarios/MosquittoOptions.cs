namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>What differs between the brokers of scenarios.</summary>
public sealed record MosquittoOptions
{
    /// <summary>Keep retained messages over restarts (not over a kill).</summary>
    public bool Persistent { get; init; }

    /// <summary>On every address of this computer, for gates in network namespaces; else on 127.0.0.1.</summary>
    public bool ListensEverywhere { get; init; }

    /// <summary>PEM files of the broker's certificate and key; null for plain TCP.</summary>
    public (string Certificate, string Key)? Tls { get; init; }
}
