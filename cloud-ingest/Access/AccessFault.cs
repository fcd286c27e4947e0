namespace Checkpoint.CloudIngest.Access;

/// <summary>One client or role that could not be made.</summary>
/// <param name="Name">The gate's id, "cloud", or "defaults".</param>
/// <param name="Reason">In the plugin's words, after its command, e.g. "createClient: Client already exists".</param>
public sealed record AccessFault(string Name, string Reason)
{
    public override string ToString() => $"{Name}: {Reason}";
}
