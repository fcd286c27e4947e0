using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>What a browser or a program shows to be let in: 256 random bits, of which only the hash is kept.</summary>
internal static class Secret
{
    /// <summary>Base64url of the random bits.</summary>
    public const int Length = 43;

    private const int RandomBytes = 32;

    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>
    /// What is kept and looked up. No salt and no stretching: there is nothing to guess in 256 random bits. Looking up by
    /// hash also leaves nothing to be learned from the time it takes.
    /// </summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
