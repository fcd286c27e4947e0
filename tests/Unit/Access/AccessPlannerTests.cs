using System.Text.Json;
using Checkpoint.CloudIngest.Access;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Access;

public sealed class AccessPlannerTests
{
    private static readonly GateId Gate = GateId.Parse("gate-7");

    private static readonly BrokerState AsWanted = new(
        AccessPolicy.Defaults,
        new Dictionary<string, BrokerClient>
        {
            ["cloud"] = new("cloud", null, [new RoleReference("cloud")]),
            ["gate-7"] = new("gate-7", "gate-7", [new RoleReference("gate:gate-7")]),
        },
        new Dictionary<string, BrokerRole>
        {
            ["cloud"] = new("cloud", [.. AccessPolicy.CloudRules.Reverse()]),
            ["gate:gate-7"] = new("gate:gate-7", AccessPolicy.RulesOf(Gate)),
        });

    private static readonly BrokerState Empty = new(
        [], new Dictionary<string, BrokerClient>(), new Dictionary<string, BrokerRole>());

    [Fact]
    public void New_broker_gets_defaults_and_everyones_role_before_its_client()
    {
        AccessChange[] changes = Decide(Empty);

        Assert.Equal(
            [
                "defaults setDefaultACLAccess", "cloud createRole", "cloud createClient", "gate-7 createRole",
                "gate-7 createClient",
            ],
            changes.Select(change => $"{change.Name} {change.Command.Command}"));
        Assert.Equal(["password 1", "password 2"], changes.Select(change => change.NewPassword).OfType<string>());
        Assert.Null(changes[2].Command.ClientId);
        Assert.Equal("gate-7", changes[4].Command.ClientId);
    }

    [Fact]
    public void Broker_that_is_as_wanted_needs_nothing() => Assert.Empty(Decide(AsWanted));

    [Fact]
    public void Rotation_gives_a_password_and_nothing_else_changes()
    {
        AccessChange change = Assert.Single(AccessPlanner.Decide(
            AsWanted, new AccessRequest([Gate]) { Rotate = [Gate] }, () => "new"));

        Assert.Equal("modifyClient", change.Command.Command);
        Assert.Equal("new", change.NewPassword);
        Assert.Equal("gate-7", change.Command.ClientId);
    }

    [Fact]
    public void Gate_bound_to_another_client_id_or_given_more_roles_is_mended_without_a_new_password()
    {
        foreach (BrokerClient strayed in (BrokerClient[])
            [
                new("gate-7", "other", [new RoleReference("gate:gate-7")]),
                new("gate-7", null, [new RoleReference("gate:gate-7")]),
                new("gate-7", "gate-7", [new RoleReference("gate:gate-7"), new RoleReference("admin")]),
                new("gate-7", "gate-7", null),
            ])
        {
            var clients = new Dictionary<string, BrokerClient>(AsWanted.Clients) { ["gate-7"] = strayed };

            AccessChange change = Assert.Single(Decide(AsWanted with { Clients = clients }));

            Assert.Equal("modifyClient", change.Command.Command);
            Assert.Null(change.NewPassword);
        }
    }

    [Fact]
    public void Role_that_allows_more_or_less_is_mended()
    {
        AccessRule extra = new("publishClientSend", "checkpoint/v1/gates/gate-8/records", true);
        foreach (IReadOnlyList<AccessRule> rules in (IReadOnlyList<AccessRule>[])
            [[], [.. AccessPolicy.RulesOf(Gate), extra], [.. AccessPolicy.RulesOf(Gate).Skip(1)]])
        {
            var roles = new Dictionary<string, BrokerRole>(AsWanted.Roles)
            {
                ["gate:gate-7"] = new("gate:gate-7", rules),
            };

            AccessChange change = Assert.Single(Decide(AsWanted with { Roles = roles }));

            Assert.Equal("modifyRole", change.Command.Command);
            Assert.Equal(AccessPolicy.RulesOf(Gate), change.Command.Rules);
        }
    }

    [Fact]
    public void Cloud_bound_to_a_client_id_is_freed_again()
    {
        var clients = new Dictionary<string, BrokerClient>(AsWanted.Clients)
        {
            ["cloud"] = new("cloud", "bound", [new RoleReference("cloud")]),
        };

        Assert.Equal("", Assert.Single(Decide(AsWanted with { Clients = clients })).Command.ClientId);
    }

    [Fact]
    public void Batches_keep_order_and_limits()
    {
        AccessRequest request = new([.. Enumerable.Range(0, 200).Select(i => GateId.Parse($"gate-{i}"))]);
        DynamicSecurityCommand[] commands =
            [.. AccessPlanner.Decide(Empty, request, () => "secret").Select(change => change.Command)];

        var batches = CommandBatches.Split(commands).ToArray();

        Assert.Equal(commands, batches.SelectMany(batch => batch));
        Assert.All(batches, batch => Assert.InRange(batch.Count, 1, CommandBatches.CommandsAtMost));
        Assert.All(batches, batch => Assert.InRange(
            JsonSerializer.SerializeToUtf8Bytes(new CommandMessage(batch), DynamicSecurityJson.Default.CommandMessage).Length,
            1, 65536));
        Assert.Empty(CommandBatches.Split([]));
    }

    private static AccessChange[] Decide(BrokerState state)
    {
        int passwords = 0;
        return [.. AccessPlanner.Decide(state, new AccessRequest([Gate]), () => $"password {++passwords}")];
    }
}
