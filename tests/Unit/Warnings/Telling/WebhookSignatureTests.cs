using System.Text;
using Checkpoint.CloudIngest.Warnings.Telling;

namespace Checkpoint.Tests.Unit.Warnings.Telling;

public sealed class WebhookSignatureTests
{
    /// <summary>By OpenSSL: printf '1770000000.{"event":"opened"}' | openssl dgst -sha256 -hmac KEY.</summary>
    private const string Expected = "t=1770000000,v1=b47a2b43e7cb4ee8fc9124d6f2bf5971f4d54f4442b282244a3327bfc28f728b";

    private static readonly byte[] Key = Encoding.ASCII.GetBytes("thirty-two bytes that both have.");

    private static readonly byte[] Body = Encoding.ASCII.GetBytes("""{"event":"opened"}""");

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_770_000_000);

    [Fact]
    public void It_is_what_another_program_computes() => Assert.Equal(Expected, WebhookSignature.Of(Key, Body, At));

    [Fact]
    public void Another_time_body_or_key_has_another_signature()
    {
        Assert.NotEqual(Expected[15..], WebhookSignature.Of(Key, Body, At.AddSeconds(1))[15..]);
        Assert.NotEqual(Expected, WebhookSignature.Of(Key, [.. Body, 32], At));
        Assert.NotEqual(Expected, WebhookSignature.Of([.. Key, 1], Body, At));
    }
}
