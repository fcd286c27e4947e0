namespace Checkpoint.Gateway.Outbox;

/// <summary>The outbox could not make records durable: disk full, read-only or failing.</summary>
public sealed class OutboxUnavailableException(string message, Exception inner) : Exception(message, inner);
