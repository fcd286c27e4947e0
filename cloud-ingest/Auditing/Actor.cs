using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.CloudIngest.Auditing;

/// <summary>Who does something, as the audit names them.</summary>
/// <param name="Who">The account; a program as <c>token:NAME</c>; a command as <c>command:USER</c>, the user of the machine.</param>
/// <param name="Address">Where the request came from; empty for a command.</param>
public sealed record Actor(string Who, string Address)
{
    /// <summary>Whoever may write the file by hand.</summary>
    public static Actor Command => new($"command:{Environment.UserName}", "");

    public static Actor Of(Viewer viewer) => new(viewer.IsPerson ? viewer.Name : $"token:{viewer.Name}", viewer.Address);
}
