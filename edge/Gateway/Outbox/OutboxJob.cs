namespace Checkpoint.Gateway.Outbox;

/// <summary>Something for the writer to do, and someone who may wait for it to be durable.</summary>
/// <param name="mayLinger">It can wait for others to share a commit with.</param>
internal abstract class OutboxJob(bool mayLinger)
{
    public bool MayLinger => mayLinger;

    public abstract void Run(OutboxTransaction transaction);

    public abstract void Succeed();

    public abstract void Fail(Exception fault);
}

/// <summary>A job with a result, given once it is durable.</summary>
/// <param name="continuations">How those who wait for it go on.</param>
internal sealed class OutboxJob<T>(Func<OutboxTransaction, T> work, bool mayLinger, TaskCreationOptions continuations)
    : OutboxJob(mayLinger)
{
    private readonly TaskCompletionSource<T> _done = new(continuations);
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public override void Run(OutboxTransaction transaction) => _result = work(transaction);

    public override void Succeed() => _done.TrySetResult(_result);

    public override void Fail(Exception fault) => _done.TrySetException(fault);
}

/// <summary>One job threw; the others can be tried without it.</summary>
internal sealed class JobFailedException(OutboxJob job, Exception fault) : Exception(fault.Message, fault)
{
    public OutboxJob Job => job;
}
