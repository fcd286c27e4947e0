using Checkpoint.Mqtt;
using Checkpoint.Mqtt.LibMosquitto;

namespace Checkpoint.Tests.Unit.Mqtt;

public sealed class MqttReasonTests
{
    [Fact]
    public void Zero_is_named_by_the_packet_it_came_in()
    {
        Assert.Equal("success (0x00)", MqttPacketReason.OfConnAck(0).ToString());
        Assert.Equal("success (0x00)", MqttPacketReason.OfPubAck(0).ToString());
        Assert.Equal("granted QoS 0 (0x00)", MqttPacketReason.OfSubAck(0).ToString());
        Assert.Equal("normal disconnection (0x00)", MqttPacketReason.OfDisconnect(0).ToString());
    }

    [Theory] // MQTT 5.0 §2.4, table 2-6
    [InlineData(0x10, "no matching subscribers")]
    [InlineData(0x80, "unspecified error")]
    [InlineData(0x87, "not authorized")]
    [InlineData(0x8E, "session taken over")]
    [InlineData(0x93, "receive maximum exceeded")]
    [InlineData(0x95, "packet too large")]
    [InlineData(0x97, "quota exceeded")]
    [InlineData(0x9F, "connection rate exceeded")]
    [InlineData(0xA2, "wildcard subscriptions not supported")]
    [InlineData(0x03, "unknown reason")]
    [InlineData(0xFF, "unknown reason")]
    [InlineData(7000, "unknown reason")]
    public void Code_has_the_name_of_the_standard(int code, string name) =>
        Assert.Equal(new MqttReason(code, name), MqttPacketReason.OfPubAck(code));

    [Theory]
    [InlineData(0, true)]
    [InlineData(0x10, true)]
    [InlineData(0x7F, true)]
    [InlineData(0x80, false)]
    [InlineData(0xA2, false)]
    [InlineData(MqttReason.Local, false)]
    public void Success_is_below_0x80(int code, bool success) =>
        Assert.Equal(success, new MqttReason(code, "").IsSuccess);

    [Fact]
    public void Local_failure_shows_no_code()
    {
        Assert.Equal("connection refused", MqttReason.FromLocal("connection refused").ToString());
        Assert.Equal("success (0x00)", default(MqttReason).ToString());
    }

    [Fact]
    public void Every_error_of_the_library_has_words()
    {
        for (int error = 1; error <= 40; error++)
        {
            MqttReason reason = LibMosquittoError.ToReason(error, errno: 104);
            Assert.False(reason.IsSuccess);
            Assert.NotEqual("unknown reason", reason.Name);
        }
        Assert.Equal("connection reset by peer", LibMosquittoError.ToReason(LibMosquittoError.SystemError, 104).ToString());
        Assert.Equal("connection lost", LibMosquittoError.ToReason(LibMosquittoError.SystemError, 0).ToString());
        Assert.StartsWith("TLS failed", LibMosquittoError.ToReason(LibMosquittoError.SystemError, 71).Name, StringComparison.Ordinal);
    }
}
