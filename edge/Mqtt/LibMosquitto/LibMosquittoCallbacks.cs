using System.Runtime.InteropServices;
using static Checkpoint.Mqtt.LibMosquitto.LibMosquittoLibrary;

namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>What libmosquitto calls; user data is a handle to the connection. All on the loop thread.</summary>
internal static unsafe class LibMosquittoCallbacks
{
    public static void Install(nint client)
    {
        OnConnect(client, &Connected);
        OnDisconnect(client, &Disconnected);
        OnPublish(client, &Published);
        OnSubscribe(client, &Subscribed);
        OnMessage(client, &Received);
    }

    private static LoopConnection ConnectionOf(nint userData) =>
        (LoopConnection)GCHandle.FromIntPtr(userData).Target!;

    [UnmanagedCallersOnly]
    private static void Connected(nint client, nint userData, int reasonCode, int flags, nint properties) =>
        ConnectionOf(userData).OnConnAck(reasonCode, properties);

    [UnmanagedCallersOnly]
    private static void Disconnected(nint client, nint userData, int reasonOrError, nint properties) =>
        ConnectionOf(userData).OnDisconnected(reasonOrError);

    [UnmanagedCallersOnly]
    private static void Published(nint client, nint userData, int messageId, int reasonCode, nint properties) =>
        ConnectionOf(userData).OnAnswer(messageId, MqttPacketReason.OfPubAck(reasonCode));

    [UnmanagedCallersOnly]
    private static void Subscribed(
        nint client, nint userData, int messageId, int count, int* reasonCodes, nint properties) =>
        ConnectionOf(userData).OnAnswer(messageId, MqttPacketReason.OfSubAck(count > 0 ? reasonCodes[0] : 0x80));

    [UnmanagedCallersOnly]
    private static void Received(nint client, nint userData, NativeMessage* message, nint properties) =>
        ConnectionOf(userData).OnMessage(new MqttMessage
        {
            Topic = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(message->Topic),
            Payload = new ReadOnlySpan<byte>(message->Payload, message->PayloadLength),
            Qos = (MqttQos)message->Qos,
            Retained = message->Retain != 0,
        });
}
