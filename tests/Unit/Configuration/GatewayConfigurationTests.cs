using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Uplink;

namespace Checkpoint.Tests.Unit.Configuration;

public sealed class GatewayConfigurationTests
{
    private const string Least = """{ "Gate": { "Id": "gate-1" }, "Broker": { "Host": "broker" } }""";

    [Fact]
    public void The_sample_loads_and_says_the_defaults()
    {
        var sample = GatewayConfiguration.Load(SampleFile(), []);
        var least = GatewayConfiguration.Parse(Least, []);
        Assert.Equal(least.Screening, sample.Screening);
        Assert.Equal(least.Lines, sample.Lines);
        Assert.Equal(least.Sensor, sample.Sensor);
        Assert.Equal(least.Air, sample.Air);
        Assert.Equal(least.Outbox, sample.Outbox);
        Assert.Equal(least.Uplink, sample.Uplink);
        Assert.Equal(("broker.example", 8883), (sample.Broker.Host, sample.Broker.Port));
    }

    [Fact]
    public void What_is_not_set_has_its_default()
    {
        var options = GatewayConfiguration.Parse(Least, []);
        Assert.Equal(new ScreeningOptions(), options.Screening);
        Assert.Equal(new LineOptions(), options.Lines);
        Assert.Equal(new SensorOptions(), options.Sensor);
        Assert.Equal(new AirOptions(), options.Air);
        Assert.Equal(new UplinkOptions(), options.Uplink);
        Assert.Equal(new OutboxOptions { Folder = "/var/lib/checkpoint" }, options.Outbox);
        Assert.Equal(1883, options.Broker.Port);
        Assert.Null(options.Broker.Tls);
    }

    [Fact]
    public void A_kind_of_lane_brings_its_usual_wiring()
    {
        var options = GatewayConfiguration.Parse(
            """{ "Gate": { "Id": "gate-1" }, "Broker": { "Host": "b" }, "Lines": { "Kind": "door", "Door": { "Debounce": "40ms" } } }""", []);
        var standard = LineOptions.For(GateKind.Door);
        Assert.Equal(standard with { Door = standard.Door with { Debounce = TimeSpan.FromMilliseconds(40) } }, options.Lines);
    }

    [Fact]
    public void The_environment_counts_over_the_file_and_in_any_case()
    {
        var options = GatewayConfiguration.Parse(Least, Environment(
            ("CHECKPOINT_BROKER__HOST", "other"),
            ("CHECKPOINT_Lines__Presence__Line", "4"),
            ("CHECKPOINT_SCREENING__MODEL", "melexisreference"),
            ("CHECKPOINT_OUTBOX__MAXBYTES", "2GiB"),
            ("CHECKPOINT_SENSOR__ADDRESS", "0x2a"),
            ("CHECKPOINT_DATA", "not ours"),
            ("HOME", "/root")));
        Assert.Equal("other", options.Broker.Host);
        Assert.Equal(4, options.Lines.Presence.Line);
        Assert.Equal(BodyModel.MelexisReference, options.Screening.Model);
        Assert.Equal(2L << 30, options.Outbox.MaxBytes);
        Assert.Equal(0x2a, options.Sensor.Address);
    }

    [Fact]
    public void Every_wrong_missing_and_unknown_setting_is_named_at_once()
    {
        const string json = """
            {
              "Gate": { "Id": "-", "TimeZone": "Atlantis" },
              "Outbox": { "Folder": "relative", "MaxBytes": "12 apples", "KeepDelivered": "7" },
              "Uplink": { "AckTimeout": "0s", "MaxWindowBytes": 1 },
              "Sensor": { "CheckPec": "perhaps", "Address": "0x5G" },
              "Air": { "VestibuleAddress": "0x75", "OutdoorAddress": 1, "BusPath": "i2c", "Interval": "0s" },
              "Screening": { "ThresholdC": "warm", "Model": "2" },
              "Lines": { "GreenLine": [5], "Colour": "red" },
              "Spelling": { "Mistake": 1 }
            }
            """;
        var fault = Assert.Throws<ConfigurationException>(
            () => GatewayConfiguration.Parse(json, Environment(("CHECKPOINT_LINES__AMBERLINE", "six"))));
        string[] expected =
        [
            "Air:BusPath", "Air:Interval", "Air:OutdoorAddress", "Air:VestibuleAddress", "Broker:Host", "Gate:Id", "Gate:TimeZone", "Lines:AmberLine", "Lines:Colour", "Lines:GreenLine", "Outbox:Folder",
            "Outbox:KeepDelivered", "Outbox:MaxBytes", "Screening:Model", "Screening:ThresholdC", "Sensor:Address",
            "Sensor:CheckPec", "Spelling:Mistake", "Uplink:AckTimeout", "Uplink:MaxWindowBytes",
        ];
        Assert.Equal(expected, fault.Faults.Select(wrong => wrong.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"Gate\": ")]
    [InlineData("null")]
    public void What_is_no_object_is_refused_by_name(string json)
    {
        var fault = Assert.Throws<ConfigurationException>(() => GatewayConfiguration.Parse(json, []));
        Assert.Equal("file", fault.Faults[0].Key);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told() => Assert.Contains(
        "nowhere.json",
        Assert.Throws<ConfigurationException>(() => GatewayConfiguration.Load("nowhere.json", [])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("{ \"PasswordFile\": \"/p\", \"Host\": \"b\" }", "Broker:UserName")]
    [InlineData("{ \"Host\": \"b\", \"CaFile\": \"/ca\", \"KeyFile\": \"/k\" }", "Broker:KeyFile")]
    [InlineData("{ \"Host\": \"b\", \"KeyFile\": \"/k\" }", "Broker:KeyFile")]
    [InlineData("{ \"Host\": \"b\", \"Port\": 70000 }", "Broker:Port")]
    [InlineData("{ \"Host\": \"b\", \"Host\": \"c\" }", "Broker:Host")]
    public void A_broker_that_could_not_be_reached_so_is_refused(string broker, string key)
    {
        var fault = Assert.Throws<ConfigurationException>(
            () => GatewayConfiguration.Parse($$"""{ "Gate": { "Id": "gate-1" }, "Broker": {{broker}} }""", []));
        Assert.Equal(key, Assert.Single(fault.Faults).Key);
    }

    [Theory]
    [InlineData("{ \"VestibuleAddress\": \"0x76\", \"OutdoorAddress\": \"0x76\" }", "0x76 is the vestibule's already")]
    [InlineData("{ \"OutdoorAddress\": \"0x77\" }", "0x77 is the thermometer's already (Sensor:Address)")]
    public void Two_chips_at_one_address_are_refused(string air, string problem)
    {
        var fault = Assert.Throws<ConfigurationException>(() => GatewayConfiguration.Parse(
            $$"""{ "Gate": { "Id": "gate-1" }, "Broker": { "Host": "b" }, "Sensor": { "Address": "0x77" }, "Air": {{air}} }""", []));
        Assert.Equal(new OptionFault("Air:OutdoorAddress", problem), Assert.Single(fault.Faults));
    }

    [Fact]
    public void Air_sensors_on_a_bus_of_their_own_may_have_any_address_of_theirs()
    {
        var options = GatewayConfiguration.Parse(
            """
            {
              "Gate": { "Id": "gate-1" }, "Broker": { "Host": "b" }, "Sensor": { "Address": "0x76" },
              "Air": { "VestibuleAddress": "0x76", "OutdoorAddress": 119, "BusPath": "/dev/i2c-3", "Interval": "5s" }
            }
            """,
            []);
        Assert.Equal(
            new AirOptions { VestibuleAddress = 0x76, OutdoorAddress = 0x77, BusPath = "/dev/i2c-3", Interval = TimeSpan.FromSeconds(5) },
            options.Air);
    }

    private static IEnumerable<KeyValuePair<string, string>> Environment(params (string Name, string Value)[] variables) =>
        variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value));

    private static string SampleFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CheckpointEdge.sln")))
            folder = folder.Parent;
        Assert.NotNull(folder);
        return Path.Combine(folder.FullName, "edge", "Gateway", "gateway.sample.json");
    }
}
