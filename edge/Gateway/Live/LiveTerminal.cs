using System.Globalization;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Live;

/// <summary>Shows a running gateway: as a page that is drawn anew in place, or one line for each happening.</summary>
/// <param name="size">Columns and rows of the page.</param>
internal sealed class LiveTerminal(TextWriter output, Func<(int Width, int Height)> size)
{
    // Another page than the one with the technician's other work, without a cursor; and back (xterm's control sequences).
    private const string Enter = "\e[?1049h\e[?25l";
    private const string Exit = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string RestOfLine = "\e[K";
    private const string RestOfPage = "\e[J";

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    /// <summary>Until the gateway stops, or cancellation.</summary>
    /// <returns>Why the gateway would not be watched; null if it was.</returns>
    public async Task<string?> ShowLinesAsync(LiveClient gateway, CancellationToken stop)
    {
        await foreach (var line in gateway.ReadAsync(stop))
        {
            if (line is LiveLine.Refused refused)
                return refused.Why;
            await output.WriteLineAsync($"{TimeOf(line.AtUs)}  {LiveText.Of(line)}");
        }

        return null;
    }

    /// <summary>As <see cref="ShowLinesAsync"/>, drawn in place.</summary>
    public async Task<string?> ShowPageAsync(LiveClient gateway, LiveView view, CancellationToken stop)
    {
        await output.WriteAsync(Enter);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var drawing = DrawAsync(view, ended.Token);
        try
        {
            return await ApplyAsync(gateway, view, stop);
        }
        finally
        {
            await ended.CancelAsync();
            await drawing;
            await output.WriteAsync(Exit);
        }
    }

    private static async Task<string?> ApplyAsync(LiveClient gateway, LiveView view, CancellationToken stop)
    {
        await foreach (var line in gateway.ReadAsync(stop))
        {
            if (line is LiveLine.Refused refused)
                return refused.Why;
            lock (view)
                view.Apply(line);
        }

        return null;
    }

    /// <summary>By the clock of the one who looks.</summary>
    private static string TimeOf(long boottimeMicroseconds)
    {
        var ago = TimeSpan.FromMicroseconds(LinuxClocks.Microseconds(LinuxClocks.Boottime) - boottimeMicroseconds);
        return (DateTimeOffset.Now - ago).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private async Task DrawAsync(LiveView view, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            do
            {
                Draw(view);
            }
            while (await timer.WaitForNextTickAsync(ended));
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            Draw(view);
        }
    }

    private void Draw(LiveView view)
    {
        var (width, height) = size();
        IReadOnlyList<string> page;
        lock (view)
            page = view.Render(width, height, TimeOf);
        output.Write($"{Home}{string.Join($"{RestOfLine}\r\n", page)}{RestOfLine}{RestOfPage}");
        output.Flush();
    }
}
