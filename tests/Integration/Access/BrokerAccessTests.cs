using Checkpoint.CloudIngest.Access;
using Checkpoint.Contract;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Integration.Mqtt;
using static Checkpoint.Tests.Integration.Mqtt.BrokerFixture;

namespace Checkpoint.Tests.Integration.Access;

public sealed class BrokerAccessTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    [Fact]
    public async Task Provisioning_again_changes_nothing()
    {
        MqttConnectionOptions before = fixture.OptionsOf(North);

        AccessResult again = await fixture.ProvisionAsync(North, South);

        Assert.Equal(0, again.CommandsSent);
        Assert.Empty(again.GatePasswords);
        Assert.Null(again.CloudPassword);
        await using IMqttConnection gate = await fixture.ConnectAsync(before);
    }

    [Fact]
    public async Task Rotating_gives_a_new_password_to_the_named_gate_only()
    {
        GateId[] gates = [GateId.Parse("rotated-1"), GateId.Parse("rotated-2")];
        await fixture.ProvisionAsync(gates);
        MqttConnectionOptions old = fixture.OptionsOf(gates[0]);
        await using IMqttConnection connected = await fixture.ConnectAsync(old);

        AccessResult result = await new BrokerAccess(fixture.Connector, fixture.Administrator).ProvisionAsync(
            new AccessRequest(gates) { Rotate = [gates[0]] }, CancellationToken.None);

        Assert.Equal(gates[..1], result.GatePasswords.Keys);
        await Assert.ThrowsAsync<MqttException>(() => fixture.ConnectAsync(old));
        await using IMqttConnection renewed = await fixture.ConnectAsync(
            old with { Password = result.GatePasswords[gates[0]] });
        await using IMqttConnection other = await fixture.ConnectAsync(fixture.OptionsOf(gates[1]));
        await connected.Closed.Within("the old connection is ended");
    }

    [Fact]
    public async Task Gate_with_a_reserved_name_is_refused_before_anything_is_changed()
    {
        GateId[] gates = [GateId.Parse("untouched"), GateId.Parse("cloud")];

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => fixture.ProvisionAsync(gates));

        Assert.StartsWith("gate cloud:", refused.Message, StringComparison.Ordinal);
        AccessResult result = await fixture.ProvisionAsync(gates[0]);
        Assert.Equal(gates[..1], result.GatePasswords.Keys);
    }

    [Fact]
    public async Task Who_is_no_administrator_is_told_so()
    {
        MqttConnectionOptions gate = fixture.OptionsOf(North);

        var refused = await Assert.ThrowsAsync<AccessException>(() => new BrokerAccess(fixture.Connector, gate)
            .ProvisionAsync(new AccessRequest([South]), CancellationToken.None));

        Assert.Equal("gate-north may not administrate this broker: not authorized (0x87)", refused.Message);
    }

    [Fact]
    public async Task Many_gates_are_provisioned_in_several_messages()
    {
        GateId[] gates = [.. Enumerable.Range(0, 120).Select(i => GateId.Parse($"batch-{i:000}"))];

        AccessResult result = await fixture.ProvisionAsync(gates);

        Assert.Equal(240, result.CommandsSent);
        Assert.Equal(gates, result.GatePasswords.Keys);
        Assert.Equal(120, result.GatePasswords.Values.Distinct().Count());
        await using IMqttConnection last = await fixture.ConnectAsync(fixture.OptionsOf(gates[^1]));
    }
}
