using Checkpoint.Mqtt;

namespace Checkpoint.Tests.Unit.Mqtt;

public sealed class MqttConnectionOptionsTests
{
    private static readonly MqttConnectionOptions Good = new() { Host = "broker", ClientId = "gate-7" };

    public static TheoryData<string, MqttConnectionOptions> Bad => new()
    {
        { "Host must not be empty", Good with { Host = "" } },
        { "Host must not be empty nor contain a zero character", Good with { Host = "a\0b" } },
        { "ClientId must not be empty", Good with { ClientId = "" } },
        { "Port is 0; it must be 1 to 65535", Good with { Port = 0 } },
        { "Port is 65536", Good with { Port = 65536 } },
        { "KeepAlive is 00:00:04; it must be 5 s to 65535 s", Good with { KeepAlive = TimeSpan.FromSeconds(4) } },
        { "KeepAlive", Good with { KeepAlive = TimeSpan.FromSeconds(65536) } },
        { "ConnectTimeout", Good with { ConnectTimeout = TimeSpan.Zero } },
        { "UserName and Password", Good with { Password = "a\0b" } },
        { "Tls: CertificateFile and KeyFile", Good with { Tls = new MqttTlsOptions { CaFile = "ca", KeyFile = "key" } } },
    };

    [Fact]
    public void Least_options_are_valid() => Good.Validate();

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Option_out_of_its_limits_is_named(string message, MqttConnectionOptions options) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
}
