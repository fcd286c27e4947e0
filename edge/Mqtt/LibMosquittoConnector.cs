using System.Net;
using System.Net.Sockets;
using Checkpoint.Mqtt.LibMosquitto;

namespace Checkpoint.Mqtt;

/// <summary>
/// MQTT 5 through Debian's libmosquitto. One connector has one thread, however many connections it opens (about three
/// file descriptors each). Disposing it closes them all.
/// </summary>
public sealed class LibMosquittoConnector : IMqttConnector, IDisposable
{
    private static readonly MqttReason Cancelled = MqttReason.FromLocal("cancelled");

    private readonly NetworkLoop _loop;

    /// <param name="clock">For connection timeouts; the library keeps its own for keep-alive. Null: the system's.</param>
    /// <exception cref="DllNotFoundException">libmosquitto1 is not installed.</exception>
    public LibMosquittoConnector(TimeProvider? clock = null)
    {
        LibMosquittoLibrary.EnsureLoaded();
        _loop = new NetworkLoop(clock ?? TimeProvider.System);
    }

    /// <exception cref="ArgumentException">An option is out of its limits.</exception>
    public async Task<IMqttConnection> ConnectAsync(
        MqttConnectionOptions options, MqttMessageHandler onMessage, CancellationToken cancellation)
    {
        options.Validate();
        string[] addresses = await FindAddressesAsync(options, cancellation).ConfigureAwait(false);
        foreach (string address in addresses[..^1])
        {
            try
            {
                return await ConnectAsync(address, options, onMessage, cancellation).ConfigureAwait(false);
            }
            catch (MqttException e) when (e.Reason.Code == MqttReason.Local)
            {
                // Not reached at this address; the last one's failure is the one reported.
            }
        }
        return await ConnectAsync(addresses[^1], options, onMessage, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _loop.Dispose();

    private async Task<IMqttConnection> ConnectAsync(
        string address, MqttConnectionOptions options, MqttMessageHandler onMessage, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // With TLS the library reads certificates and looks the name up itself: not on the caller's time.
        LoopConnection connection = options.Tls is null
            ? new LoopConnection(_loop, options, address, onMessage)
            : await Task.Run(() => new LoopConnection(_loop, options, address, onMessage), CancellationToken.None)
                .ConfigureAwait(false);
        _loop.Post(new OpenCommand(connection));
        using CancellationTokenRegistration registration = cancellation.UnsafeRegister(
            _ => _loop.Post(new LoopCommand(connection, () => connection.Abort(Cancelled))), null);
        try
        {
            await connection.Opened.ConfigureAwait(false);
        }
        catch (MqttException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        return new LibMosquittoConnection(_loop, connection);
    }

    /// <summary>
    /// With TLS the name itself, which the library must see to check the broker's certificate against it.
    /// </summary>
    private static async Task<string[]> FindAddressesAsync(MqttConnectionOptions options, CancellationToken cancellation)
    {
        if (options.Tls is not null || IPAddress.TryParse(options.Host, out _))
            return [options.Host];
        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(options.Host, cancellation).ConfigureAwait(false);
            if (found.Length > 0)
                return [.. found.Select(address => address.ToString())];
        }
        catch (SocketException)
        {
            // Named below, as an empty answer is.
        }
        throw new MqttException(MqttReason.FromLocal("host name not found"), $"connect to {options.Host}:{options.Port}");
    }
}
