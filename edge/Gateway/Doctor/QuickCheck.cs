namespace Checkpoint.Gateway.Doctor;

/// <summary>A check that does not wait for the network.</summary>
internal abstract class QuickCheck(Patient patient, string name, bool isGroundwork = false) : ICheck
{
    public string Name => name;

    public bool IsGroundwork => isGroundwork;

    protected Patient Patient => patient;

    public Task<Finding> RunAsync(CancellationToken cancellation) => Task.FromResult(Look());

    protected abstract Finding Look();

    protected Finding Pass(string seen, string? advice = null) => Finding.Pass(name, seen, advice);

    protected Finding Warn(string seen, string advice) => Finding.Warn(name, seen, advice);

    protected Finding Fail(string seen, string advice) => Finding.Fail(name, seen, advice);
}
