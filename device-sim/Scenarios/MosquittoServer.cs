using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>
/// Eclipse Mosquitto 2 with its dynamic-security plugin, knowing at first one client only, the administrator. Its other
/// clients and roles are made by <c>checkpoint-cloud access</c>.
/// </summary>
public sealed class MosquittoServer(string folder, MosquittoOptions? options = null) : LoopbackServer(folder)
{
    public const string AdminName = "admin";

    private readonly MosquittoOptions _options = options ?? new MosquittoOptions();

    /// <summary>Random, made with the folder and kept in it; readable by its owner only.</summary>
    public string AdminPassword { get; private set; } = "";

    protected override string Name => "mosquitto";

    private string ConfigurationFile => Path.Combine(Folder, "mosquitto.conf");

    private string SecurityFile => Path.Combine(Folder, "dynamic-security.json");

    public string AdminPasswordFile => Path.Combine(Folder, "admin.password");

    protected override ChildCommand Prepare()
    {
        string program = DebianProgram.Find("mosquitto", "mosquitto");
        string plugin = DebianProgram.FindLibrary("mosquitto_dynamic_security.so", "mosquitto");
        if (!File.Exists(SecurityFile))
            WriteSecurity();
        AdminPassword = File.ReadAllText(AdminPasswordFile);
        File.WriteAllText(ConfigurationFile, MosquittoConfiguration.Write(Folder, Port, plugin, SecurityFile, _options));
        return new ChildCommand(program, ["-c", ConfigurationFile]);
    }

    protected override async Task<bool> IsServingAsync(CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellation).ConfigureAwait(false);
            return IsRunning;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void WriteSecurity()
    {
        string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        PrivateFile.Write(AdminPasswordFile, password);
        PrivateFile.Write(SecurityFile, DynamicSecurityFile.WithAdministrator(AdminName, password));
    }
}
