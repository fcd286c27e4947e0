using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Web.Guard;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Exclusions;

/// <summary>Reads what is to be excluded; faults go to the body.</summary>
internal static class ExclusionFields
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <param name="zone">Whose hours summaries are of.</param>
    /// <returns>Null: see the body's problem.</returns>
    public static ExclusionRequest? Read(RequestBody body, GateRegistry registry, TimeZoneInfo zone, DateTimeOffset now)
    {
        var (from, to) = (ReadHour(body, "from", zone), ReadHour(body, "to", zone));
        var reason = body.Lines("reason", Exclusion.MaxReason, required: true);
        var place = ReadPlace(body, registry, from, to, out var gate);
        if (from >= to)
            body.Fields.Fault("from", "must be before 'to'");
        if (to - from > TimeSpan.FromDays(Exclusion.MaxDays))
            body.Fields.Fault("from", $"must be at most {Exclusion.MaxDays} days before 'to'");
        if (to > now)
            body.Fields.Fault("to", $"must not be after now, {now:O}: only hours that are over can be excluded");
        body.Fields.Finish();
        return body.Problem is null ? new ExclusionRequest(gate, place!.Value, from!.Value, to!.Value, reason) : null;
    }

    private static DateTimeOffset? ReadHour(RequestBody body, string key, TimeZoneInfo zone)
    {
        var text = body.Fields.RequiredText(key);
        if (QueryFields.TryTime(text, out var time) && time.Ticks % TimeSpan.TicksPerSecond == 0 && ReportDay.Of(time, zone).HourStarts.Contains(time.ToUnixTimeSeconds()))
            return time.ToUniversalTime();
        if (text.Length > 0)
            body.Fields.Fault(key, $"must be a whole hour of {zone.Id} from 2020 to 2099, as summaries are, such as 2026-01-31T08:00:00+08:00; is '{text}'");
        return null;
    }

    /// <summary>Where the gate stood; the hour in which it moved belongs to where it stood before.</summary>
    private static Area? ReadPlace(RequestBody body, GateRegistry registry, DateTimeOffset? from, DateTimeOffset? to, out GateId id)
    {
        var text = body.Fields.RequiredText("gate");
        var gate = GateId.TryParse(text, out id) ? registry.Gates.GetValueOrDefault(id) : null;
        if (gate is null)
        {
            if (text.Length > 0)
                body.Fields.Fault("gate", $"is no gate of the registry: '{text}'");
            return null;
        }

        if (gate.Assignments.FirstOrDefault(assignment => assignment.From > from && assignment.From <= to - Hour) is { } moved)
            body.Fields.Fault("from", $"to 'to' the gate moved, at {moved.From:O}: exclude the hours before and after by themselves");
        return Area.TryParse(gate.At(from ?? DateTimeOffset.UnixEpoch).Place.Community, out var place) ? place : null;
    }
}
