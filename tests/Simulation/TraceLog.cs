using Checkpoint.Tests.Simulation.Scheduling;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Tests.Simulation;

/// <summary>What a simulated process logs, among the lines of a replay; free of cost where nobody reads them.</summary>
internal sealed class TraceLog(SimulatedProcess process) : ILogger, ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => process.Loop.Trace is not null && logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            process.Loop.Tell($"{process.Name} {logLevel}: {formatter(state, exception)}");
    }

    public void Dispose()
    {
    }
}
