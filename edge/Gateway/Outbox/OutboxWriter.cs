using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The outbox's one writer: commits all jobs waiting as one transaction, on a thread of its own or when told.</summary>
internal sealed class OutboxWriter : IDisposable
{
    private readonly OutboxStore _store;
    private readonly JobQueue _queue;
    private readonly Action<OutboxChange?> _committed;
    private readonly Thread? _thread;

    /// <param name="committed">
    /// Called on the writer's thread whenever the book has changed, before anyone is told that it is durable.
    /// </param>
    /// <param name="isDriven">It has no thread: <see cref="Turn"/> does the work.</param>
    public OutboxWriter(OutboxStore store, JobQueue queue, Action<OutboxChange?> committed, bool isDriven)
    {
        _store = store;
        _queue = queue;
        _committed = committed;
        if (isDriven)
            return;
        _thread = new Thread(Work) { Name = "outbox", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Commits the jobs that wait now. Those who wait for them go on where they came from, not in here.</summary>
    /// <returns>False if there were none.</returns>
    public bool Turn()
    {
        var jobs = _queue.TakeWaiting();
        if (jobs.Count == 0)
            return false;
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            ExecuteAll(jobs);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        return true;
    }

    /// <summary>Does what waits, then ends.</summary>
    public void Dispose()
    {
        _queue.Close();
        if (_thread is null)
            Turn();
        else
            _thread.Join();
    }

    private void Work()
    {
        while (_queue.TakeAll() is { } jobs)
            ExecuteAll(jobs);
    }

    private void ExecuteAll(List<OutboxJob> jobs)
    {
        while (jobs.Count > 0)
            Execute(jobs);
    }

    /// <summary>Takes out of the list what has been answered: all of it, or the one job that spoiled it for the others.</summary>
    private void Execute(List<OutboxJob> jobs)
    {
        try
        {
            _committed(_store.Execute(jobs));
            foreach (var job in jobs)
                job.Succeed();
            jobs.Clear();
        }
        catch (JobFailedException fault)
        {
            jobs.Remove(fault.Job);
            fault.Job.Fail(fault.InnerException!);
            Recover();
        }
        catch (Exception fault) when (IsOfDisk(fault))
        {
            Recover();
            foreach (var job in jobs)
                job.Fail(new OutboxUnavailableException(fault.Message, fault));
            jobs.Clear();
        }
    }

    /// <summary>
    /// Goes back to what is on disk. If the disk does not even let the file be opened, the next jobs try again and fail as
    /// these did.
    /// </summary>
    private void Recover()
    {
        try
        {
            _store.Reload();
            _committed(null);
        }
        catch (Exception fault) when (IsOfDisk(fault))
        {
            return;
        }
    }

    private static bool IsOfDisk(Exception fault) =>
        fault is SqliteException or IOException or UnauthorizedAccessException || OutboxFile.IsDamage(fault);
}
