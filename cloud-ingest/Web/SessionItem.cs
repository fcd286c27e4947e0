using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.CloudIngest.Web;

/// <summary>Who asks.</summary>
/// <param name="Area">`all`, or the code of a district, street or community: that, and what lies in it, is what they may see.</param>
/// <param name="Person">False for a program with a token.</param>
/// <param name="TimeZone">In which days are counted and times are told, by its name in the tz database.</param>
public sealed record SessionItem(string Name, Role Role, string Area, bool Person, string TimeZone)
{
    public static SessionItem Of(Viewer viewer, TimeZoneInfo zone) =>
        new(viewer.Name, viewer.Role, AccountFields.AreaText(viewer.Area), viewer.IsPerson, zone.Id);
}
