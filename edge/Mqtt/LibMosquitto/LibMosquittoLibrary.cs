using System.Runtime.InteropServices;

namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>libmosquitto 2.x as Debian ships it (ABI of mosquitto.h 2.0.11).</summary>
internal static unsafe partial class LibMosquittoLibrary
{
    public const string FileName = "libmosquitto.so.1";

    // enum mosq_opt_t
    public const int OptionProtocolVersion = 1;
    public const int OptionTlsContext = 2;
    public const int OptionReceiveMaximum = 4;
    public const int OptionSendMaximum = 5;
    public const int OptionTcpNoDelay = 11;

    public const int ProtocolVersion5 = 5;

    /// <summary>Of this mode, since a failure must not be kept: the package may be installed while the program runs.</summary>
    private static readonly Lazy<nint> Loaded = new(Load, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The library, as the dynamic linker knows it.</summary>
    /// <exception cref="DllNotFoundException">As for <see cref="EnsureLoaded"/>.</exception>
    public static nint Handle => Loaded.Value;

    /// <summary>Loads and initialises the library, once in the process.</summary>
    /// <exception cref="DllNotFoundException">Says which Debian package is missing.</exception>
    public static void EnsureLoaded() => _ = Handle;

    /// <exception cref="DllNotFoundException">Says which Debian package is missing, and which other file that it needs.</exception>
    public static nint RequireLibrary(string fileName)
    {
        try
        {
            return NativeLibrary.Load(fileName, typeof(LibMosquittoLibrary).Assembly, null);
        }
        catch (DllNotFoundException fault)
        {
            string? needed = fault.Message.Split('\n')
                .FirstOrDefault(line => line.Contains(": cannot open", StringComparison.Ordinal) && !line.Contains("mosquitto", StringComparison.Ordinal));
            throw new DllNotFoundException(
                $"{fileName} could not be loaded{(needed is null ? "" : $" ({needed.Trim()})")}; "
                + "install the Debian package libmosquitto1 (apt-get install --reinstall libmosquitto1 libssl3)",
                fault);
        }
    }

    [LibraryImport(FileName, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint New(string clientId, byte cleanStart, nint userData);

    [LibraryImport(FileName, EntryPoint = "mosquitto_destroy")]
    public static partial void Destroy(nint client);

    [LibraryImport(FileName, EntryPoint = "mosquitto_int_option")]
    public static partial int SetIntOption(nint client, int option, int value);

    [LibraryImport(FileName, EntryPoint = "mosquitto_void_option")]
    public static partial int SetPointerOption(nint client, int option, nint value);

    [LibraryImport(FileName, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetUserName(nint client, string? userName, string? password);

    [LibraryImport(FileName, EntryPoint = "mosquitto_tls_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetTls(
        nint client, string? caFile, string? caPath, string? certificateFile, string? keyFile, nint passwordCallback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_will_set_v5")]
    public static partial int SetWill(
        nint client, byte* topic, int payloadLength, byte* payload, int qos, byte retain, nint properties);

    [LibraryImport(FileName, EntryPoint = "mosquitto_connect_async", StringMarshalling = StringMarshalling.Utf8,
        SetLastError = true)]
    public static partial int ConnectAsync(nint client, string host, int port, int keepAliveSeconds);

    [LibraryImport(FileName, EntryPoint = "mosquitto_disconnect_v5")]
    public static partial int Disconnect(nint client, int reasonCode, nint properties);

    [LibraryImport(FileName, EntryPoint = "mosquitto_publish_v5")]
    public static partial int Publish(
        nint client, int* messageId, byte* topic, int payloadLength, byte* payload, int qos, byte retain, nint properties);

    [LibraryImport(FileName, EntryPoint = "mosquitto_subscribe_v5")]
    public static partial int Subscribe(nint client, int* messageId, byte* filter, int qos, int options, nint properties);

    [LibraryImport(FileName, EntryPoint = "mosquitto_socket"), SuppressGCTransition]
    public static partial int Socket(nint client);

    [LibraryImport(FileName, EntryPoint = "mosquitto_want_write"), SuppressGCTransition]
    public static partial byte WantsToWrite(nint client);

    [LibraryImport(FileName, EntryPoint = "mosquitto_loop_read")]
    public static partial int Read(nint client, int packetsAtMost);

    [LibraryImport(FileName, EntryPoint = "mosquitto_loop_write")]
    public static partial int Write(nint client, int packetsAtMost);

    [LibraryImport(FileName, EntryPoint = "mosquitto_loop_misc")]
    public static partial int KeepAlive(nint client);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_add_int16")]
    public static partial int AddInt16(nint* properties, int identifier, ushort value);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_add_int32")]
    public static partial int AddInt32(nint* properties, int identifier, uint value);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_read_int16")]
    public static partial nint ReadInt16(nint properties, int identifier, ushort* value, byte skipFirst);

    [LibraryImport(FileName, EntryPoint = "mosquitto_property_free_all")]
    public static partial void FreeProperties(nint* properties);

    [LibraryImport(FileName, EntryPoint = "mosquitto_connect_v5_callback_set")]
    public static partial void OnConnect(nint client, delegate* unmanaged<nint, nint, int, int, nint, void> callback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_disconnect_v5_callback_set")]
    public static partial void OnDisconnect(nint client, delegate* unmanaged<nint, nint, int, nint, void> callback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_publish_v5_callback_set")]
    public static partial void OnPublish(nint client, delegate* unmanaged<nint, nint, int, int, nint, void> callback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_subscribe_v5_callback_set")]
    public static partial void OnSubscribe(
        nint client, delegate* unmanaged<nint, nint, int, int, int*, nint, void> callback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_message_v5_callback_set")]
    public static partial void OnMessage(
        nint client, delegate* unmanaged<nint, nint, NativeMessage*, nint, void> callback);

    [LibraryImport(FileName, EntryPoint = "mosquitto_lib_init")]
    private static partial int InitialiseLibrary();

    private static nint Load()
    {
        nint library = RequireLibrary(FileName);
        _ = InitialiseLibrary();
        return library;
    }

    /// <summary>struct mosquitto_message</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct NativeMessage
    {
        public int MessageId;
        public byte* Topic;
        public byte* Payload;
        public int PayloadLength;
        public int Qos;
        public byte Retain;
    }
}
