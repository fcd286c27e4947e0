using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>
/// The plugin's own file, as far as it must exist before the first client can connect. (<c>mosquitto_ctrl dynsec init</c>
/// asks for the password at the terminal.)
/// </summary>
internal static class DynamicSecurityFile
{
    private const int SaltBytes = 12; // the plugin takes no other length
    private const int HashBytes = 64; // SHA-512

    /// <summary>The password is random with 128 bits: stretching it would protect nothing.</summary>
    private const int Iterations = 101;

    private const string ControlTopics = "$CONTROL/dynamic-security/#";

    public static string WithAdministrator(string name, string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA512, HashBytes);
        var administrator = new JsonObject
        {
            ["username"] = name,
            ["textname"] = "Administrator of clients and roles",
            ["roles"] = new JsonArray(new JsonObject { ["rolename"] = name }),
            ["password"] = Convert.ToBase64String(hash),
            ["salt"] = Convert.ToBase64String(salt),
            ["iterations"] = Iterations,
        };
        var role = new JsonObject
        {
            ["rolename"] = name,
            ["acls"] = new JsonArray(
                Allow("publishClientSend"), Allow("publishClientReceive"), Allow("subscribePattern")),
        };
        return new JsonObject
        {
            ["defaultACLAccess"] = DenyAll(),
            ["clients"] = new JsonArray(administrator),
            ["groups"] = new JsonArray(),
            ["roles"] = new JsonArray(role),
        }.ToJsonString();
    }

    private static JsonObject DenyAll() => new()
    {
        ["publishClientSend"] = false,
        ["publishClientReceive"] = false,
        ["subscribe"] = false,
        ["unsubscribe"] = true,
    };

    private static JsonObject Allow(string kind) => new()
    {
        ["acltype"] = kind,
        ["topic"] = ControlTopics,
        ["priority"] = 0,
        ["allow"] = true,
    };
}
