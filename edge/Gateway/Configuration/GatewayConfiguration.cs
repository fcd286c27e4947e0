using System.Collections;
using Checkpoint.Contract;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Mqtt;

namespace Checkpoint.Gateway.Configuration;

/// <summary>Reads the gateway's options from a file and the environment. gateway.sample.json shows and explains them all.</summary>
public static class GatewayConfiguration
{
    /// <summary>What a hello carries of it.</summary>
    private const int MaxBoardLength = 64;

    /// <summary>With this process's environment.</summary>
    /// <exception cref="ConfigurationException">Names every setting that is wrong, missing or unknown.</exception>
    public static GatewayOptions Load(string file) => Load(file, []);

    /// <param name="over">Keys ("Screening:ThresholdC") and values that count over file and environment.</param>
    /// <exception cref="ConfigurationException">Names every setting that is wrong, missing or unknown.</exception>
    public static GatewayOptions Load(string file, IEnumerable<KeyValuePair<string, string>> over)
    {
        string json;
        try
        {
            json = File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([new OptionFault("file", fault.Message)]);
        }

        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => new KeyValuePair<string, string>((string)variable.Key, (string?)variable.Value ?? ""));
        return Parse(json, environment, over);
    }

    /// <exception cref="ConfigurationException">As with <see cref="Load"/>.</exception>
    public static GatewayOptions Parse(
        string json,
        IEnumerable<KeyValuePair<string, string>> environment,
        IEnumerable<KeyValuePair<string, string>>? over = null)
    {
        var settings = SettingMap.Read(json, environment, over ?? []);
        var options = Read(settings);
        settings.RefuseUnknown();
        List<OptionFault> faults =
        [
            .. settings.Faults,
            .. options.Lines.Validate("Lines"),
            .. options.Sensor.Validate("Sensor"),
            .. options.Air.Validate("Air"),
            .. options.Air.ValidateBeside(options.Sensor, "Air"),
            .. options.Screening.Validate("Screening"),
            .. options.Outbox.Validate("Outbox"),
            .. options.Broker.Validate("Broker"),
            .. options.Uplink.Validate("Uplink"),
        ];

        // What could not be read is told once, not again by what it then fails.
        return faults.Count == 0 ? options : throw new ConfigurationException([.. faults.DistinctBy(fault => fault.Key)]);
    }

    private static GatewayOptions Read(SettingMap settings)
    {
        var gate = new SectionReader(settings, "Gate");
        return new GatewayOptions
        {
            Gate = ReadGate(gate),
            Zone = ReadZone(gate),
            Board = ReadBoard(gate),
            Lines = LineSettings.Read(new SectionReader(settings, "Lines")),
            Sensor = ReadSensor(new SectionReader(settings, "Sensor")),
            Air = ReadAir(new SectionReader(settings, "Air")),
            Screening = ScreeningSettings.Read(new SectionReader(settings, "Screening")),
            Outbox = ReadOutbox(new SectionReader(settings, "Outbox")),
            Broker = ReadBroker(new SectionReader(settings, "Broker")),
            Uplink = ReadUplink(new SectionReader(settings, "Uplink")),
        };
    }

    private static GateId ReadGate(SectionReader section)
    {
        var text = section.Required("Id");
        if (!GateId.TryParse(text, out var id) && text.Length > 0)
            section.Fault("Id", $"'{text}' is not {GateId.MinLength} to {GateId.MaxLength} of a-z, 0-9 and '-', not beginning with '-'");
        return id;
    }

    private static string? ReadBoard(SectionReader section)
    {
        var text = section.Optional("Board");
        if (text is not null && (text.Length > MaxBoardLength || text.Any(char.IsControl)))
            section.Fault("Board", $"is longer than {MaxBoardLength} characters or has control characters");
        return text;
    }

    private static GateZone ReadZone(SectionReader section)
    {
        var text = section.Text("TimeZone", "+08:00");
        if (!GateZone.TryParse(text, out var zone))
            section.Fault("TimeZone", $"'{text}' is not an offset such as +08:00, nor a zone this system knows (is tzdata installed?)");
        return zone;
    }

    private static SensorOptions ReadSensor(SectionReader section)
    {
        var standard = new SensorOptions();
        return new SensorOptions
        {
            BusPath = section.Text(nameof(standard.BusPath), standard.BusPath),
            Address = section.Address(nameof(standard.Address), standard.Address),
            Tries = section.Whole(nameof(standard.Tries), standard.Tries),
            CheckPec = section.Flag(nameof(standard.CheckPec), standard.CheckPec),
            ChipEmissivity = section.Number(nameof(standard.ChipEmissivity), standard.ChipEmissivity),
            Part = section.Choice(nameof(standard.Part), standard.Part),
        };
    }

    private static AirOptions ReadAir(SectionReader section)
    {
        var standard = new AirOptions();
        return new AirOptions
        {
            VestibuleAddress = section.Address(nameof(standard.VestibuleAddress), standard.VestibuleAddress),
            OutdoorAddress = section.Address(nameof(standard.OutdoorAddress), standard.OutdoorAddress),
            BusPath = section.Optional(nameof(standard.BusPath)),
            Interval = section.Time(nameof(standard.Interval), standard.Interval),
        };
    }

    private static OutboxOptions ReadOutbox(SectionReader section)
    {
        var standard = new OutboxOptions { Folder = "/var/lib/checkpoint" };
        return new OutboxOptions
        {
            Folder = section.Text(nameof(standard.Folder), standard.Folder),
            MaxBytes = section.Bytes(nameof(standard.MaxBytes), standard.MaxBytes),
            KeepDelivered = section.Time(nameof(standard.KeepDelivered), standard.KeepDelivered),
            SettleLinger = section.Time(nameof(standard.SettleLinger), standard.SettleLinger),
        };
    }

    private static BrokerOptions ReadBroker(SectionReader section)
    {
        var tls = section.Optional("CaFile") is { } authorities
            ? new MqttTlsOptions
            {
                CaFile = authorities,
                CertificateFile = section.Optional("CertificateFile"),
                KeyFile = section.Optional("KeyFile"),
            }
            : null;
        var standard = new BrokerOptions { Host = "", Port = tls is null ? 1883 : 8883 };
        return new BrokerOptions
        {
            Host = section.Required(nameof(standard.Host)),
            Port = section.Whole(nameof(standard.Port), standard.Port),
            UserName = section.Optional(nameof(standard.UserName)),
            PasswordFile = section.Optional(nameof(standard.PasswordFile)),
            KeepAlive = section.Time(nameof(standard.KeepAlive), standard.KeepAlive),
            ConnectTimeout = section.Time(nameof(standard.ConnectTimeout), standard.ConnectTimeout),
            Tls = tls,
        };
    }

    private static UplinkOptions ReadUplink(SectionReader section)
    {
        var standard = new UplinkOptions();
        return new UplinkOptions
        {
            AckTimeout = section.Time(nameof(standard.AckTimeout), standard.AckTimeout),
            WelcomeTimeout = section.Time(nameof(standard.WelcomeTimeout), standard.WelcomeTimeout),
            LiveLinger = section.Time(nameof(standard.LiveLinger), standard.LiveLinger),
            TimeRefresh = section.Time(nameof(standard.TimeRefresh), standard.TimeRefresh),
            HelloRefresh = section.Time(nameof(standard.HelloRefresh), standard.HelloRefresh),
            ReconnectSpread = section.Time(nameof(standard.ReconnectSpread), standard.ReconnectSpread),
            BackoffLeast = section.Time(nameof(standard.BackoffLeast), standard.BackoffLeast),
            BackoffMost = section.Time(nameof(standard.BackoffMost), standard.BackoffMost),
            RetryAfterMost = section.Time(nameof(standard.RetryAfterMost), standard.RetryAfterMost),
            DrainTimeout = section.Time(nameof(standard.DrainTimeout), standard.DrainTimeout),
            MaxWindowBytes = (int)Math.Min(section.Bytes(nameof(standard.MaxWindowBytes), standard.MaxWindowBytes), int.MaxValue),
        };
    }
}
