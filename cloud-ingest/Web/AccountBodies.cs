using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Web.Guard;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web;

/// <summary>Reads the fields that accounts and tokens have in common; what is wrong goes to the body's faults.</summary>
internal static class AccountBodies
{
    public static string Name(RequestBody body)
    {
        var name = body.Fields.RequiredText("name");
        if (name.Length > 0 && AccountFields.NameProblem(name) is { } problem)
            body.Fields.Fault("name", problem);
        return AccountFields.Normal(name);
    }

    /// <summary>Null when it is absent or faulty.</summary>
    public static Role? Role(RequestBody body, bool required)
    {
        var text = required ? body.Fields.RequiredText("role") : body.Fields.Text("role");
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (WireName.TryParse(text, out Role role))
            return role;
        body.Fields.Fault("role", $"must be one of {string.Join(", ", Enum.GetValues<Role>().Select(one => WireName.Of(one)))}, is '{text}'");
        return null;
    }

    /// <summary>Null when it is absent or faulty.</summary>
    public static Area? Area(RequestBody body, bool required)
    {
        var text = required ? body.Fields.RequiredText("area") : body.Fields.Text("area");
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (AccountFields.AreaProblem(text, out var area) is not { } problem)
            return area;
        body.Fields.Fault("area", problem);
        return null;
    }

    /// <param name="name">Whose it is to be.</param>
    public static string Password(RequestBody body, string name)
    {
        var password = body.Fields.RequiredText("password");
        if (password.Length > 0 && PasswordRules.Problem(password, name) is { } problem)
            body.Fields.Fault("password", problem);
        return password;
    }
}

/// <summary>What one signs in with.</summary>
public sealed record SignInBody(string Name, string Password);

/// <summary>A change of one's own password.</summary>
public sealed record OwnPasswordBody(string Current, string Password);

/// <summary>A new password for somebody.</summary>
public sealed record PasswordBody(string Password);

/// <param name="Area">`all`, or the code of a district, street or community.</param>
public sealed record NewAccountBody(string Name, Role Role, string Area, string Password);

/// <summary>What is absent stays as it is.</summary>
/// <param name="Area">`all`, or the code of a district, street or community.</param>
public sealed record AccountChangeBody(Role? Role, string? Area, bool? Disabled);

/// <param name="Area">`all`, or the code of a district, street or community.</param>
/// <param name="Days">How long it holds, 1 to 400.</param>
public sealed record NewTokenBody(string Name, Role Role, string Area, int Days);
