using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;

namespace Checkpoint.CloudIngest.Web;

/// <summary>An official, a program, and what they did, as the API's document shows them. No password or token is of anybody.</summary>
internal static class AccountExamples
{
    private const string Street = "230103001";

    private static readonly DateTimeOffset Made = new(2026, 2, 1, 1, 30, 0, TimeSpan.Zero);

    public static SignInBody SignIn { get; } = new("li", "nine snowy gates at dawn");

    public static SessionItem Session { get; } = new("li", Role.Official, Street, true, "Asia/Shanghai");

    public static OwnPasswordBody OwnPassword { get; } = new("nine snowy gates at dawn", "a lamp for every window");

    public static IReadOnlyList<AccountItem> Accounts { get; } = [new("li", Role.Official, Street, false, Made, "chen", Made)];

    public static NewAccountBody NewAccount { get; } = new("li", Role.Official, Street, "nine snowy gates at dawn");

    public static AccountChangeBody Change { get; } = new(Role.Technician, "230103", false);

    public static PasswordBody Password { get; } = new("a lamp for every window");

    public static IReadOnlyList<TokenItem> Tokens { get; } =
        [new(3, "city-dashboard", Role.Official, "230103", Made, "chen", Made.AddDays(90), Made.AddDays(9), null)];

    public static NewTokenBody NewToken { get; } = new("city-dashboard", Role.Official, "230103", 90);

    public static NewTokenItem Token { get; } = new("cpt_shown-this-once");

    public static AuditPage Audit { get; } = new(
        [
            new AuditEntry(812, Made.AddDays(9), AuditAct.Looked, "li", "192.0.2.7", Street, "/api/v1/screenings?area=230103001&outcome=fever", 200, 14),
            new AuditEntry(811, Made.AddDays(9).AddMinutes(-2), AuditAct.SignedIn, "li", "192.0.2.7", Street, "li", null, null),
        ],
        "811");
}
