using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Checkpoint.Tests.Simulation.Scheduling;

/// <summary>
/// Runs a stage of a program without its host: <see cref="BackgroundService.StartAsync"/> would begin it in the thread pool.
/// </summary>
internal static class Stage
{
    private static readonly Func<BackgroundService, CancellationToken, Task> Execute =
        typeof(BackgroundService).GetMethod("ExecuteAsync", BindingFlags.Instance | BindingFlags.NonPublic)!
            .CreateDelegate<Func<BackgroundService, CancellationToken, Task>>();

    /// <summary>Begins it where the caller runs.</summary>
    /// <param name="failed">Told of an exception that ends it, which ends the program.</param>
    public static async Task RunAsync(BackgroundService stage, Action<Exception> failed, CancellationToken stop)
    {
        try
        {
            await Execute(stage, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            failed(fault);
        }
    }
}
