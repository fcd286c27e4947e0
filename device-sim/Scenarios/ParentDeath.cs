using System.Collections.Concurrent;
using System.Diagnostics;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>
/// Children die with this process, even if it is killed: PR_SET_PDEATHSIG, set by util-linux's setpriv. The kernel
/// sends that signal when the *thread* that forked ends (prctl(2)), so one thread, which never ends, starts them all.
/// They are in a session of their own, so that Ctrl-C at a terminal reaches this process alone, which stops them in order.
/// </summary>
internal static class ParentDeath
{
    private const string SetPriv = "/usr/bin/setpriv";
    private const string SetSid = "/usr/bin/setsid";

    private static readonly BlockingCollection<Action> Starts = [];
    private static readonly Lazy<Thread> Starter = new(StartThread);

    public static IEnumerable<string> Wrap(ChildCommand command)
    {
        string[] line = [command.Program, .. command.Arguments];
        return File.Exists(SetPriv) && File.Exists(SetSid) ? [SetSid, SetPriv, "--pdeathsig", "KILL", "--", .. line] : line;
    }

    public static Process Start(ProcessStartInfo start)
    {
        _ = Starter.Value;
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private static Thread StartThread()
    {
        var thread = new Thread(() =>
        {
            foreach (Action start in Starts.GetConsumingEnumerable())
                start();
        })
        { IsBackground = true, Name = "child-starter" };
        thread.Start();
        return thread;
    }
}
