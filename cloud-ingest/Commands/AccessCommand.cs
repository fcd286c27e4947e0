using System.CommandLine;
using Checkpoint.CloudIngest.Access;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Mqtt;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>
/// <c>checkpoint-cloud access</c>: gives gates and the cloud their clients and roles at the broker, and writes the
/// passwords made, each to a file of its own: <c>GATE.password</c> and <c>cloud.password</c>.
/// </summary>
internal static class AccessCommand
{
    public static Command Create()
    {
        var config = CloudCommandLine.ConfigOption();
        var gate = new Option<string[]>("--gate") { Description = "this gate (may be repeated; default: all of the registry)", HelpName = "ID" };
        var admin = new Option<string>("--admin") { Description = "the broker's administrator", DefaultValueFactory = _ => "admin", HelpName = "NAME" };
        var adminPassword = new Option<FileInfo>("--admin-password") { Description = "file with the administrator's password", HelpName = "FILE", Required = true };
        var rotate = new Option<bool>("--rotate") { Description = "give new passwords also to gates that have one" };
        var rotateCloud = new Option<bool>("--rotate-cloud") { Description = "give a new password to the cloud" };
        var output = new Option<DirectoryInfo>("--out") { Description = "folder for the password files (mode 0600)", HelpName = "DIR", Required = true };
        var command = new Command("access", "Gives gates and the cloud access at the broker; doing it again changes nothing.")
        {
            config, gate, admin, adminPassword, rotate, rotateCloud, output,
        };
        command.SetBody(async (parsed, cancellation) =>
        {
            var options = Loaded.Options(parsed.GetRequiredValue(config));
            var gates = GatesOf(parsed.GetValue(gate) ?? [], options.RegistryPath);
            var administrator = options.Broker.Connection with
            {
                ClientId = $"checkpoint-cloud-access-{Environment.ProcessId}",
                UserName = parsed.GetRequiredValue(admin),
                Password = System.Text.Encoding.UTF8.GetString(
                    Loaded.Read("--admin-password", parsed.GetRequiredValue(adminPassword).FullName)).TrimEnd('\r', '\n'),
            };
            var request = new AccessRequest(gates) { Rotate = parsed.GetValue(rotate) ? gates : [], RotateCloud = parsed.GetValue(rotateCloud) };
            return await ProvisionAsync(administrator, request, parsed.GetRequiredValue(output), cancellation);
        });
        return command;
    }

    private static GateId[] GatesOf(string[] named, string registryPath)
    {
        if (named.Length > 0)
            return [.. named.Select(name => Arguments.Gate(name, "--gate")!.Value).Distinct()];
        var registry = RegistryFile.Parse(Loaded.Read("registry.path", registryPath), out var faults);
        return [.. (registry ?? throw CommandFault.Config(registryPath, faults)).Gates.Keys];
    }

    private static async Task<int> ProvisionAsync(
        MqttConnectionOptions administrator, AccessRequest request, DirectoryInfo output, CancellationToken cancellation)
    {
        output.Create();
        using var connector = new LibMosquittoConnector();
        var result = await new BrokerAccess(connector, administrator).ProvisionAsync(request, cancellation);
        foreach (var (gate, password) in result.GatePasswords)
            Save(output, gate.Value, password);
        if (result.CloudPassword is { } cloud)
            Save(output, BrokerAccess.CloudUserName, cloud);
        foreach (var fault in result.Faults)
            await Console.Error.WriteLineAsync($"checkpoint-cloud: {fault}");
        return result.Faults.Count == 0 ? ExitCode.Success : ExitCode.Unbalanced;
    }

    private static void Save(DirectoryInfo folder, string name, string password)
    {
        var path = Path.Combine(folder.FullName, $"{name}.password");
        PrivateFile.Write(path, password);
        Console.WriteLine(path);
    }
}
