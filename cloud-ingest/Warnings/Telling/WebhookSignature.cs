using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>
/// How a receiver knows that it was we who sent it, and lately: the header <c>Checkpoint-Signature: t=SECONDS,v1=HEX</c>, where
/// HEX is HMAC-SHA-256, by the key that both have, of the text <c>SECONDS.</c> and the body's bytes. SECONDS (since 1970 UTC)
/// are of this try. A receiver computes the same from the bytes as they came, compares without telling by its time where they
/// differ, and refuses a time more than five minutes away, so that nobody can send it again later.
/// </summary>
public static class WebhookSignature
{
    public const string Header = "Checkpoint-Signature";

    public static string Of(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(seconds + "."), .. body];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(secret, signed))}";
    }
}
