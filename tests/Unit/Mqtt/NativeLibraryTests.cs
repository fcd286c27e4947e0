using System.Runtime.InteropServices;
using System.Text;
using Checkpoint.Mqtt;
using Checkpoint.Mqtt.LibMosquitto;
using Checkpoint.Tests.Unit.Outbox;

namespace Checkpoint.Tests.Unit.Mqtt;

/// <summary>Boards on which a library is missing, or is another than it should be.</summary>
public sealed class NativeLibraryTests : IDisposable
{
    private static readonly MqttConnectionOptions Options = new() { Host = "broker", ClientId = "gate-1" };

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Missing_library_names_the_package_to_install()
    {
        var missing = Assert.Throws<DllNotFoundException>(
            () => LibMosquittoLibrary.RequireLibrary("libmosquitto-not-here.so.9"));

        Assert.Equal(
            "libmosquitto-not-here.so.9 could not be loaded; install the Debian package libmosquitto1 "
            + "(apt-get install --reinstall libmosquitto1 libssl3)",
            missing.Message);
    }

    [Fact]
    public void Library_whose_openssl_is_missing_names_the_file_that_is_missing()
    {
        var library = Path.Combine(_folder.Path, "libmosquitto.so.1");
        File.WriteAllBytes(library, WithoutOpenSsl(File.ReadAllBytes(PathOfLibrary())));

        var missing = Assert.Throws<DllNotFoundException>(() => LibMosquittoLibrary.RequireLibrary(library));

        Assert.Contains("(libssl.so.9: cannot open shared object file", missing.Message, StringComparison.Ordinal);
        Assert.Contains("libssl3", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Library_that_is_linked_to_no_openssl_3_is_a_connection_that_fails()
    {
        var fault = Assert.Throws<MqttException>(() => new OpenSsl(NativeLibrary.Load("libc.so.6")));
        Assert.Equal(MqttReason.Local, fault.Reason.Code);
        Assert.StartsWith("TLS library has no TLS_client_method: libmosquitto is not linked to OpenSSL 3", fault.Reason.Name, StringComparison.Ordinal);
        Assert.NotNull(OpenSsl.Linked);
    }

    [Fact]
    public async Task Library_that_is_missing_fails_each_connection_until_it_is_installed()
    {
        var installed = false;
        using var connector = new DeferredConnector(() => installed ? new Refusing() : throw new DllNotFoundException("install libmosquitto1"));
        for (var i = 0; i < 2; i++)
        {
            var fault = await Assert.ThrowsAsync<MqttException>(() => ConnectAsync(connector));
            Assert.Equal("connect to broker:1883: install libmosquitto1", fault.Message);
        }

        installed = true;
        Assert.Equal(0x88, (await Assert.ThrowsAsync<MqttException>(() => ConnectAsync(connector))).Reason.Code);
    }

    private static Task<IMqttConnection> ConnectAsync(DeferredConnector connector) =>
        connector.ConnectAsync(Options, (in MqttMessage _) => { }, CancellationToken.None);

    /// <summary>As /proc/self/maps tells it.</summary>
    private static string PathOfLibrary()
    {
        LibMosquittoLibrary.EnsureLoaded();
        return File.ReadLines("/proc/self/maps").First(line => line.Contains("/libmosquitto.so", StringComparison.Ordinal)).Split(' ')[^1];
    }

    private static byte[] WithoutOpenSsl(byte[] library)
    {
        var at = library.AsSpan().IndexOf("libssl.so.3"u8);
        Encoding.ASCII.GetBytes("libssl.so.9").CopyTo(library, at);
        return library;
    }

    private sealed class Refusing : IMqttConnector
    {
        public Task<IMqttConnection> ConnectAsync(
            MqttConnectionOptions options, MqttMessageHandler onMessage, CancellationToken cancellation) =>
            throw new MqttException(new MqttReason(0x88, "server unavailable"), "connect");
    }
}
