using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.World;

/// <summary>
/// Vehicles at a lane with a release button: each in it is measured, one after the other, by a volunteer who holds them
/// back at a fever and lets the vehicle through when all are well.
/// </summary>
internal sealed class Vehicles(Stage stage, Measuring measuring, Volunteer volunteer)
{
    /// <summary>Nought to four passengers beside the driver; the shares are an assumption.</summary>
    private static readonly double[] PassengerShares = [0.50, 0.28, 0.12, 0.06, 0.04];

    private long _vehicles;

    public async Task RunAsync(CancellationToken stop)
    {
        var driver = stage.NextPerson();
        if (driver.Direction == PassageDirection.Outward)
        {
            var leaving = stage.Begin(driver);
            await stage.Lane.ThroughAsync(PassageDirection.Outward, stage.CrossingOf(driver), null, stop);
            stage.Truth.Write(new VisitEnded(leaving, PassageEnd.Completed));
            return;
        }

        Person[] people = [driver, .. Enumerable.Range(0, Passengers(stage.Random)).Select(_ => stage.NextPerson() with { Direction = PassageDirection.Inward })];
        var occupants = people.Select(person => (Visit: stage.Begin(person), Person: person)).ToList();
        stage.Truth.Write(new VehicleCame(++_vehicles, [.. occupants.Select(occupant => occupant.Visit)]));
        var end = await MayGoInAsync(occupants, stop) ? await GoAsync(driver, stop) : (PassageEnd?)null;
        foreach (var (visit, _) in occupants)
            stage.Truth.Write(new VisitEnded(visit, end));
    }

    /// <summary>How many come with a driver.</summary>
    public static int Passengers(Random random)
    {
        var draw = random.NextDouble();
        var passengers = 0;
        for (; passengers < PassengerShares.Length - 1 && draw >= PassengerShares[passengers]; passengers++)
            draw -= PassengerShares[passengers];
        return passengers;
    }

    private async Task<bool> MayGoInAsync(List<(long Visit, Person Person)> occupants, CancellationToken stop)
    {
        foreach (var (visit, person) in occupants)
        {
            if (!await MayGoInAsync(visit, person, stop))
                return false;
        }

        return await volunteer.ReleaseAsync(_vehicles, stop);
    }

    private async Task<bool> MayGoInAsync(long visit, Person person, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (lamp, _) = await measuring.StandAsync(visit, attempt, person, leavesEarly: false, stop);
            if (lamp is ScreeningOutcome.Manual or ScreeningOutcome.Fever)
                return volunteer.HasButtons && await volunteer.CheckAsync(visit, person, stop);
            if (lamp != ScreeningOutcome.Retry || stop.IsCancellationRequested)
                return lamp == ScreeningOutcome.Normal;
            person = person with { Cover = 0 };
            await stage.Lane.PauseAsync(stage.Times.RetryPause, stop);
        }
    }

    private async Task<PassageEnd> GoAsync(Person driver, CancellationToken stop)
    {
        await stage.Lane.PauseAsync(stage.Times.Approach, stop);
        await stage.Lane.ThroughAsync(PassageDirection.Inward, stage.CrossingOf(driver), null, stop);
        return PassageEnd.Completed;
    }
}
