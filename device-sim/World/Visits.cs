using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.World;

/// <summary>What a person on foot does at the gate, from coming to having gone.</summary>
internal sealed class Visits(Stage stage)
{
    private readonly WorldOptions _options = stage.Options;
    private readonly VisitTimes _times = stage.Times;
    private readonly LaneWalk _lane = stage.Lane;
    private readonly Random _random = stage.Random;

    public async Task RunAsync(CancellationToken stop)
    {
        var person = stage.NextPerson();
        var visit = stage.Begin(person);
        var end = person.Direction == PassageDirection.Outward
            ? await GoAsync(person, PassageEnd.Completed, stop)
            : await EnterAsync(visit, person, stop);
        stage.Truth.Write(new VisitEnded(visit, end));
    }

    private async Task<PassageEnd?> EnterAsync(long visit, Person person, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var lamp = await StandAsync(visit, attempt, person, stop);
            if (lamp != ScreeningOutcome.Retry)
                return await ObeyAsync(person, lamp, stop);
            if (_random.Happens(_options.WalkInShare))
                return await GoAsync(person, PassageEnd.Unscreened, stop);
            if (_random.Happens(_options.GiveUpShare) || stop.IsCancellationRequested)
                return null;
            if (_random.Happens(_options.UncoverShare))
                person = person with { Cover = 0 };
            await _lane.PauseAsync(_times.RetryPause, stop);
        }
    }

    private async Task<ScreeningOutcome?> StandAsync(long visit, int attempt, Person person, CancellationToken stop)
    {
        var seen = stage.Lamps.Times;
        stage.View.StepIn(person);
        var from = RecordTime.At(stage.Clock.GetUtcNow(), TimeSpan.Zero).Microseconds;
        var stand = new Stand(_lane, stage.View);
        var leavesEarly = _random.Happens(_options.LeaveEarlyShare);
        if (!leavesEarly)
            stage.Lamps.OnNext(stand.Leave);
        _lane.Present(true);
        var lamp = leavesEarly ? null : await stage.Lamps.WaitAsync(seen, _times.Patience, stage.Clock, stop);
        if (leavesEarly)
            await _lane.PauseAsync(_times.Impatience * _random.NextDouble(), stop);
        stand.Leave();
        var (ofObject, ofAmbient) = (stand.Object, stand.Ambient);
        stage.Truth.Write(new AttemptEnded(
            visit, attempt, from, ofObject.Count, ofObject.Least, ofObject.Most, ofAmbient.Least, ofAmbient.Most, lamp));
        // The next one does not step up before the lamp has spoken to whoever ran off.
        if (lamp is null)
            await stage.Lamps.WaitAsync(seen, _times.Patience, stage.Clock, stop);
        return lamp;
    }

    private async Task<PassageEnd?> ObeyAsync(Person person, ScreeningOutcome? lamp, CancellationToken stop)
    {
        if (lamp == ScreeningOutcome.Manual && _random.Happens(_options.LetInShare))
            await _lane.PauseAsync(_times.ManualCheck, stop);
        else if (lamp != ScreeningOutcome.Normal)
            return null;
        await _lane.PauseAsync(_times.Approach, stop);
        var crossing = BeamCrossing.OnFoot(person.WalkingMetresPerSecond);
        if (_random.Happens(_options.TurnBackShare))
        {
            await _lane.TurnBackAsync(PassageDirection.Inward, crossing, stop);
            return PassageEnd.Aborted;
        }

        if (_random.Happens(_options.HesitateShare))
        {
            await _lane.HesitateAsync(PassageDirection.Inward, crossing, _times.LongestHesitation * _random.NextDouble(), stop);
            await _lane.PauseAsync(_times.SecondThoughts, stop);
        }

        return await GoAsync(person, PassageEnd.Completed, stop);
    }

    private async Task<PassageEnd> GoAsync(Person person, PassageEnd end, CancellationToken stop)
    {
        var isFollowed = person.Direction == PassageDirection.Inward && _random.Happens(_options.TailgateShare);
        long follower = 0;
        Action? follow = isFollowed ? () => follower = stage.Begin(stage.NextPerson()) : null;
        await _lane.ThroughAsync(person.Direction, BeamCrossing.OnFoot(person.WalkingMetresPerSecond), follow, stop);
        if (isFollowed)
            stage.Truth.Write(new VisitEnded(follower, PassageEnd.Tailgated));
        return end;
    }
}
