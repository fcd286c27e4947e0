using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.CloudIngest.Web;

/// <summary>Somebody who may sign in.</summary>
/// <param name="Area">`all`, or the code of a district, street or community.</param>
public sealed record AccountItem(
    string Name, Role Role, string Area, bool Disabled, DateTimeOffset Made, string MadeBy, DateTimeOffset PasswordSet)
{
    public static AccountItem Of(Account account) => new(
        account.Name, account.Role, AccountFields.AreaText(account.Area), account.Disabled, account.Made, account.MadeBy, account.PasswordSet);
}
