using System.Security.Cryptography;
using Checkpoint.Contract;
using Checkpoint.Mqtt;

namespace Checkpoint.CloudIngest.Access;

/// <summary>
/// Gives the cloud and each gate its own client and role at a Mosquitto broker with the dynamic-security plugin. Doing
/// it again changes nothing; what is missing or different is mended; nothing is removed.
/// </summary>
public sealed class BrokerAccess(IMqttConnector connector, MqttConnectionOptions administrator)
{
    /// <summary>The cloud's user name. It may connect with any client id.</summary>
    public const string CloudUserName = AccessPolicy.CloudName;

    private const int PageSize = 100;

    /// <summary>A gate's user name, which is also the only client id it may connect with.</summary>
    public static string UserNameOf(GateId gate) => gate.Value;

    /// <exception cref="ArgumentException">A gate has a reserved name; nothing was changed.</exception>
    /// <exception cref="MqttException">The broker could not be reached, refused, or went away. Run it again.</exception>
    /// <exception cref="AccessException">The plugin does not answer, or not to this administrator.</exception>
    public async Task<AccessResult> ProvisionAsync(AccessRequest request, CancellationToken cancellation)
    {
        RefuseReservedNames(request);
        await using DynamicSecurityControl control =
            await DynamicSecurityControl.OpenAsync(connector, administrator, cancellation).ConfigureAwait(false);
        BrokerState state = await ReadStateAsync(control, cancellation).ConfigureAwait(false);
        AccessChange[] changes = [.. AccessPlanner.Decide(state, request, NewPassword)];
        return await ApplyAsync(control, changes, cancellation).ConfigureAwait(false);
    }

    /// <summary>128 random bits.</summary>
    private static string NewPassword() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private void RefuseReservedNames(AccessRequest request)
    {
        foreach (GateId gate in request.Gates)
        {
            if (gate.Value == CloudUserName || gate.Value == administrator.UserName)
                throw new ArgumentException($"gate {gate}: this name is the broker's own client's; choose another");
        }
    }

    private static async Task<AccessResult> ApplyAsync(
        DynamicSecurityControl control, AccessChange[] changes, CancellationToken cancellation)
    {
        var responses = new List<CommandResponse>(changes.Length);
        foreach (var batch in CommandBatches.Split(changes.Select(change => change.Command)))
            responses.AddRange(await control.SendAsync(batch, cancellation).ConfigureAwait(false));
        return Summarize(changes, responses);
    }

    private static AccessResult Summarize(AccessChange[] changes, List<CommandResponse> responses)
    {
        var outcomes = changes.Zip(responses).ToArray();
        Dictionary<string, string> passwords = outcomes
            .Where(outcome => outcome.Second.Error is null && outcome.First.NewPassword is not null)
            .ToDictionary(outcome => outcome.First.Name, outcome => outcome.First.NewPassword!);
        AccessFault[] faults =
        [
            .. outcomes.Where(outcome => outcome.Second.Error is not null)
                .Select(outcome => new AccessFault(
                    outcome.First.Name, $"{outcome.First.Command.Command}: {outcome.Second.Error}")),
        ];
        passwords.Remove(CloudUserName, out string? cloudPassword);
        return new AccessResult(
            passwords.ToDictionary(pair => GateId.Parse(pair.Key), pair => pair.Value), cloudPassword, changes.Length, faults);
    }

    private static async Task<BrokerState> ReadStateAsync(
        DynamicSecurityControl control, CancellationToken cancellation)
    {
        CommandResponse[] defaults =
            await control.SendAsync([new DynamicSecurityCommand("getDefaultACLAccess")], cancellation).ConfigureAwait(false);
        var clients = await ListAsync(control, "listClients", data => data.Clients, cancellation).ConfigureAwait(false);
        var roles = await ListAsync(control, "listRoles", data => data.Roles, cancellation).ConfigureAwait(false);
        return new BrokerState(
            Require(defaults[0]).Rules ?? [],
            clients.ToDictionary(client => client.UserName),
            roles.ToDictionary(role => role.RoleName));
    }

    private static async Task<List<T>> ListAsync<T>(
        DynamicSecurityControl control, string command, Func<ResponseData, IReadOnlyList<T>?> page,
        CancellationToken cancellation)
    {
        var items = new List<T>();
        while (true)
        {
            var ask = new DynamicSecurityCommand(command) { Verbose = true, Count = PageSize, Offset = items.Count };
            CommandResponse[] answers = await control.SendAsync([ask], cancellation).ConfigureAwait(false);
            IReadOnlyList<T> found = page(Require(answers[0])) ?? [];
            items.AddRange(found);
            if (found.Count < PageSize)
                return items;
        }
    }

    private static ResponseData Require(CommandResponse response) =>
        response.Data ?? throw new AccessException($"{response.Command}: {response.Error ?? "answered without data"}");
}
