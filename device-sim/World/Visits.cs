using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.World;

/// <summary>What somebody who comes alone does at the gate, from coming to having gone.</summary>
internal sealed class Visits(Stage stage, Measuring measuring, Volunteer volunteer)
{
    private readonly WorldOptions _options = stage.Options;
    private readonly VisitTimes _times = stage.Times;
    private readonly LaneWalk _lane = stage.Lane;
    private readonly Random _random = stage.Random;

    private bool IsDoor => stage.Lines.Kind == GateKind.Door;

    public async Task RunAsync(CancellationToken stop)
    {
        if (IsDoor && _random.Happens(_options.ForceShare))
        {
            await ForceAsync(stop);
            return;
        }

        var person = stage.NextPerson();
        var visit = stage.Begin(person);
        var end = person.Direction == PassageDirection.Outward
            ? await LeaveAsync(person, stop)
            : await EnterAsync(visit, person, stop);
        stage.Truth.Write(new VisitEnded(visit, end));
    }

    /// <summary>When nobody has been let in or asked out for longer than any permission lasts.</summary>
    private async Task ForceAsync(CancellationToken stop)
    {
        await _lane.PauseAsync(_times.Quiet, stop);
        if (stop.IsCancellationRequested)
            return;
        stage.Truth.Write(new DoorForcedOpen(IsQuiet: true));
        await _lane.OpenDoorAsync(stop);
    }

    private async Task<PassageEnd> LeaveAsync(Person person, CancellationToken stop)
    {
        await _lane.PressExitAsync(stop);
        return await GoAsync(person, PassageEnd.Completed, stop);
    }

    private async Task<PassageEnd?> EnterAsync(long visit, Person person, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (lamp, seen) = await measuring.StandAsync(visit, attempt, person, _random.Happens(_options.LeaveEarlyShare), stop);
            if (!seen && !(volunteer.HasButtons && lamp is ScreeningOutcome.Manual or ScreeningOutcome.Fever))
                return null;
            if (lamp != ScreeningOutcome.Retry)
                return await ObeyAsync(visit, person, lamp, stop);
            if (_random.Happens(_options.WalkInShare))
                return await WalkInAsync(person, stop);
            if (_random.Happens(_options.GiveUpShare) || stop.IsCancellationRequested)
                return null;
            if (_random.Happens(_options.UncoverShare))
                person = person with { Cover = 0 };
            await _lane.PauseAsync(_times.RetryPause, stop);
        }
    }

    private async Task<PassageEnd?> ObeyAsync(long visit, Person person, ScreeningOutcome? lamp, CancellationToken stop)
    {
        if (!await MayGoInAsync(visit, person, lamp, stop))
            return null;
        await _lane.PauseAsync(_times.Approach, stop);
        var crossing = stage.CrossingOf(person);
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

    private async Task<bool> MayGoInAsync(long visit, Person person, ScreeningOutcome? lamp, CancellationToken stop)
    {
        if (volunteer.HasButtons && lamp is ScreeningOutcome.Manual or ScreeningOutcome.Fever)
            return await volunteer.CheckAsync(visit, person, stop);
        if (lamp == ScreeningOutcome.Manual && _random.Happens(_options.LetInShare))
        {
            await _lane.PauseAsync(_times.ManualCheck, stop);
            return true;
        }

        return lamp == ScreeningOutcome.Normal;
    }

    private Task<PassageEnd> WalkInAsync(Person person, CancellationToken stop)
    {
        if (IsDoor)
            stage.Truth.Write(new DoorForcedOpen(IsQuiet: false));
        return GoAsync(person, PassageEnd.Unscreened, stop);
    }

    private async Task<PassageEnd> GoAsync(Person person, PassageEnd end, CancellationToken stop)
    {
        var isFollowed = person.Direction == PassageDirection.Inward && _random.Happens(_options.TailgateShare);
        long follower = 0;
        Action? follow = isFollowed ? () => follower = stage.Begin(stage.NextPerson()) : null;
        await _lane.ThroughAsync(person.Direction, stage.CrossingOf(person), follow, stop);
        if (isFollowed)
            stage.Truth.Write(new VisitEnded(follower, PassageEnd.Tailgated));
        return end;
    }
}
