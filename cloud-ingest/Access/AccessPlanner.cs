using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Access;

/// <summary>Decides what to change at the broker: nothing, if all is as it should be.</summary>
internal static class AccessPlanner
{
    /// <param name="newPassword">Makes one; called once for each client that gets one.</param>
    public static IEnumerable<AccessChange> Decide(BrokerState state, AccessRequest request, Func<string> newPassword)
    {
        if (!Same(state.Defaults, AccessPolicy.Defaults))
        {
            yield return new AccessChange(
                "defaults", new DynamicSecurityCommand("setDefaultACLAccess") { Rules = AccessPolicy.Defaults });
        }
        var cloud = new Wanted(
            AccessPolicy.CloudName, ClientId: null, AccessPolicy.CloudName, AccessPolicy.CloudRules, request.RotateCloud);
        var rotate = request.Rotate.ToHashSet();
        var wanted = request.Gates.Distinct().Select(gate => WantedOf(gate, rotate.Contains(gate))).Prepend(cloud);
        foreach (AccessChange change in wanted.SelectMany(client => Decide(state, client, newPassword)))
            yield return change;
    }

    private static Wanted WantedOf(GateId gate, bool rotate) => new(
        gate.Value, gate.Value, AccessPolicy.RoleOf(gate), AccessPolicy.RulesOf(gate), rotate);

    private static IEnumerable<AccessChange> Decide(BrokerState state, Wanted wanted, Func<string> newPassword)
    {
        if (DecideRole(state, wanted) is { } role)
            yield return new AccessChange(wanted.Name, role);
        if (DecideClient(state, wanted, newPassword) is { } client)
            yield return new AccessChange(wanted.Name, client);
    }

    private static DynamicSecurityCommand? DecideRole(BrokerState state, Wanted wanted)
    {
        bool exists = state.Roles.TryGetValue(wanted.RoleName, out BrokerRole? role);
        if (exists && Same(role!.Rules ?? [], wanted.Rules))
            return null;
        return new DynamicSecurityCommand(exists ? "modifyRole" : "createRole")
        {
            RoleName = wanted.RoleName,
            Rules = wanted.Rules,
        };
    }

    private static DynamicSecurityCommand? DecideClient(BrokerState state, Wanted wanted, Func<string> newPassword)
    {
        bool exists = state.Clients.TryGetValue(wanted.Name, out BrokerClient? client);
        if (exists && IsAsWanted(client!, wanted) && !wanted.Rotate)
            return null;
        return new DynamicSecurityCommand(exists ? "modifyClient" : "createClient")
        {
            UserName = wanted.Name,
            ClientId = wanted.ClientId ?? (exists ? "" : null), // the plugin's way to bind an existing client to none
            Roles = [new RoleReference(wanted.RoleName)],
            Password = !exists || wanted.Rotate ? newPassword() : null,
        };
    }

    private static bool IsAsWanted(BrokerClient client, Wanted wanted) =>
        client.ClientId == wanted.ClientId
        && client.Roles is [{ } only]
        && only.RoleName == wanted.RoleName;

    private static bool Same(IEnumerable<AccessRule> left, IEnumerable<AccessRule> right) =>
        left.ToHashSet().SetEquals(right);

    private sealed record Wanted(
        string Name, string? ClientId, string RoleName, IReadOnlyList<AccessRule> Rules, bool Rotate);
}
