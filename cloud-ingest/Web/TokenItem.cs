using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.CloudIngest.Web;

/// <summary>A program that is let in.</summary>
/// <param name="Area">`all`, or the code of a district, street or community.</param>
/// <param name="Used">When it last asked, to the minute; null: never.</param>
/// <param name="Revoked">Null while it holds.</param>
public sealed record TokenItem(
    long Id, string Name, Role Role, string Area, DateTimeOffset Made, string MadeBy, DateTimeOffset Expires, DateTimeOffset? Used, DateTimeOffset? Revoked)
{
    public static TokenItem Of(Token token) => new(
        token.Id, token.Name, token.Role, AccountFields.AreaText(token.Area), token.Made, token.MadeBy, token.Expires, token.Used, token.Revoked);
}

/// <param name="Token">What the program shows: `Authorization: Bearer TOKEN`. It can't be had a second time.</param>
public sealed record NewTokenItem(string Token);
