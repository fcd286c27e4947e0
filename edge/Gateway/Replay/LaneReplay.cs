using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Replay;

/// <summary>Takes a recording through the very lane that runs at the gate, in the recording's own time.</summary>
public static class LaneReplay
{
    /// <summary>Readings of a steady sensor that are put before the recording.</summary>
    private const int ReadingsBefore = 16;

    /// <summary>After the last row time goes on for so long, so that what has begun can end.</summary>
    private static readonly TimeSpan After = TimeSpan.FromMinutes(10);

    /// <summary>Facts in their order; their times are from the recording's begin and may be before it, and so negative.</summary>
    /// <param name="isSteadyBefore">
    /// The sensor's own temperature had long been what the first sample says; else nobody is called normal before
    /// <see cref="ScreeningOptions.LeastDriftSpan"/> of the recording has passed.
    /// </param>
    public static IEnumerable<LaneFact> Run(
        IReadOnlyList<RecordedMoment> recording, LineOptions lines, ScreeningOptions screening, SensorStanding standing, bool isSteadyBefore)
    {
        var facts = new List<LaneFact>();
        var lane = new Lane(lines, screening);
        lane.OnStanding(standing, 0, facts);
        if (isSteadyBefore && recording.Select(moment => moment.Sample?.Ambient).FirstOrDefault(reading => reading is { IsGood: true }) is { } ambient)
            PutBefore(lane, ambient, screening, recording[0].AtMicroseconds, facts);
        var last = 0L;
        foreach (var moment in recording)
        {
            Feed(lane, moment, facts);
            last = moment.AtMicroseconds;
            foreach (var fact in Taken(facts))
                yield return fact;
        }

        Tick(lane, last + (long)After.TotalMicroseconds, facts);
        foreach (var fact in Taken(facts))
            yield return fact;
    }

    /// <summary>An empty lane that is as warm as the sensor, for a little longer than it takes to know the drift.</summary>
    private static void PutBefore(Lane lane, SensorReading ambient, ScreeningOptions screening, long at, List<LaneFact> facts)
    {
        var step = (long)screening.LeastDriftSpan.TotalMicroseconds / (ReadingsBefore - 2);
        for (var back = ReadingsBefore; back > 0; back--)
            lane.OnSample(new SensorSample(ambient, ambient), at - (back * step), facts);
    }

    private static void Feed(Lane lane, RecordedMoment moment, List<LaneFact> facts)
    {
        var at = moment.AtMicroseconds;
        Tick(lane, at - 1, facts);
        if (moment.Edge is { } edge)
            lane.OnLine(edge.Line, edge.Active, at, facts);
        if (moment.Air is { } air)
            lane.OnAir(air, at, facts);
        if (moment.Sample is { } sample)
            lane.OnSample(sample, at, facts);
        Tick(lane, at, facts);
    }

    private static void Tick(Lane lane, long until, List<LaneFact> facts)
    {
        while (lane.NextTickAt <= until)
            lane.OnTick(lane.NextTickAt, facts);
    }

    private static List<LaneFact> Taken(List<LaneFact> facts)
    {
        List<LaneFact> taken = [.. facts];
        facts.Clear();
        return taken;
    }
}
