using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Replay;

/// <summary>What a recording says of one moment; null for what did not happen then.</summary>
/// <param name="AtMicroseconds">Since the recording's begin.</param>
public sealed record RecordedMoment(long AtMicroseconds, (LaneLine Line, bool Active)? Edge, AirSample? Air, SensorSample? Sample);
