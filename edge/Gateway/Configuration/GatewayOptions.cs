using Checkpoint.Contract;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Uplink;

namespace Checkpoint.Gateway.Configuration;

/// <summary>Everything that can be set, read and checked whole before anything is opened.</summary>
public sealed record GatewayOptions
{
    public required GateId Gate { get; init; }

    /// <summary>Hours and days are those of this zone.</summary>
    public required GateZone Zone { get; init; }

    /// <summary>Serial number in place of the board's own; null to ask the board.</summary>
    public string? Board { get; init; }

    public required LineOptions Lines { get; init; }

    public required SensorOptions Sensor { get; init; }

    public required AirOptions Air { get; init; }

    public required ScreeningOptions Screening { get; init; }

    public required OutboxOptions Outbox { get; init; }

    public required BrokerOptions Broker { get; init; }

    public required UplinkOptions Uplink { get; init; }
}
