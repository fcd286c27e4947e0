using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.CloudIngest.Web;

/// <summary>Who asks.</summary>
/// <param name="Area">`all`, or the code of a district, street or community: that, and what lies in it, is what they may see.</param>
/// <param name="Person">False for a program with a token.</param>
public sealed record SessionItem(string Name, Role Role, string Area, bool Person)
{
    public static SessionItem Of(Viewer viewer) => new(viewer.Name, viewer.Role, AccountFields.AreaText(viewer.Area), viewer.IsPerson);
}
