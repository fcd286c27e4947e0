namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>Hands one publication to libmosquitto, which copies it.</summary>
internal static unsafe class NativePublish
{
    /// <returns>A mosq_err_t.</returns>
    public static int Send(nint client, MqttPublication publication, TopicTable.Topic topic, out int messageId)
    {
        nint properties = 0;
        try
        {
            int error = AddProperties(&properties, publication, topic);
            if (error == LibMosquittoError.Success)
                error = Send(client, publication, topic, properties, out messageId);
            else
                messageId = 0;
            topic.AliasIsKnown |= error == LibMosquittoError.Success && topic.Alias != 0;
            return error;
        }
        finally
        {
            if (properties != 0)
                LibMosquittoLibrary.FreeProperties(&properties);
        }
    }

    private static int AddProperties(nint* properties, MqttPublication publication, TopicTable.Topic topic)
    {
        int error = LibMosquittoError.Success;
        if (topic.Alias != 0)
            error = LibMosquittoLibrary.AddInt16(properties, MqttProperty.TopicAlias, topic.Alias);
        if (error == LibMosquittoError.Success && publication.Expiry is { } expiry)
        {
            uint seconds = (uint)Math.Clamp(expiry.TotalSeconds, 0, uint.MaxValue);
            error = LibMosquittoLibrary.AddInt32(properties, MqttProperty.MessageExpiryInterval, seconds);
        }
        return error;
    }

    private static int Send(
        nint client, MqttPublication publication, TopicTable.Topic topic, nint properties, out int messageId)
    {
        int id = 0;
        byte retain = publication.Retain ? (byte)1 : (byte)0;
        ReadOnlySpan<byte> content = publication.Payload.Span;
        int error;
        fixed (byte* name = topic.Utf8)
        fixed (byte* payload = content)
        {
            error = LibMosquittoLibrary.Publish(
                client, &id, topic.AliasIsKnown ? null : name, content.Length, payload, (int)publication.Qos, retain,
                properties);
        }
        messageId = id;
        return error;
    }
}
