using System.Collections.Concurrent;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Live;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.GateWork;

public class GateWorkerTests
{
    [Fact]
    public async Task Normal_person_gets_green_only_after_the_record_is_durable_and_their_passage_names_it()
    {
        Bench? bench = null;
        var lampsAtCommit = new List<bool>();
        var sink = new TestSink { BeforeCommit = () => lampsAtCommit.Add(bench!.Green) };
        await using var _ = bench = new Bench(sink);
        await bench.StartAsync();

        await bench.StandAsync(36.51, 1);
        await Bench.Until(() => bench.Green, "green");
        Assert.Equal([false], lampsAtCommit);
        bench.GoIn();
        await Bench.Until(() => sink.Passages.Any(), "a passage");

        var screening = sink.Screenings.Single();
        Assert.Equal((ScreeningOutcome.Normal, 3651, 1999), (screening.Outcome, screening.BodyCentiC!.Value, screening.AmbientCentiC!.Value));
        Assert.Equal((PassageEnd.Completed, screening.Seq), (sink.Passages.Single().End, sink.Passages.Single().ScreeningSeq!.Value));
    }

    [Fact]
    public async Task Refusing_outbox_makes_the_lamp_manual_and_the_record_too_once_it_is_taken()
    {
        var sink = new TestSink { IsBroken = true };
        await using var bench = await new Bench(sink).StartAsync();
        var wasGreen = false;
        bench.Gpio.OutputsWritten += () => wasGreen |= bench.Green;
        bench.Chip.Set(SimulatedMlx90614.Object1, 36.51);

        bench.Gpio.Drive(bench.Lines.Presence.Line, true);
        await Bench.Until(() => bench.Amber && bench.Red, "amber and red");
        sink.IsBroken = false;
        await Bench.Until(() => sink.Screenings.Any(), "the kept screening");

        Assert.False(wasGreen);
        Assert.Equal((ScreeningOutcome.Manual, 3651), (sink.Screenings.Single().Outcome, sink.Screenings.Single().BodyCentiC!.Value));
    }

    [Fact]
    public async Task A_gate_that_loses_fevers_shows_amber_and_red_until_it_does_no_more()
    {
        await using var bench = await new Bench(new TestSink()).StartAsync();
        Assert.False(bench.Amber || bench.Red);
        bench.HasFault = true;
        await Bench.Until(() => bench.Amber && bench.Red, "amber and red");
        bench.HasFault = false;
        await Bench.Until(() => !bench.Amber && !bench.Red, "dark");
    }

    [Fact]
    public async Task Confirmed_fever_is_red_and_names_the_first_attempt()
    {
        var sink = new TestSink();
        await using var bench = await new Bench(sink).StartAsync();
        var lamps = new ConcurrentQueue<(bool Amber, bool Red)>();
        bench.Gpio.OutputsWritten += () => lamps.Enqueue((bench.Amber, bench.Red));

        await bench.StandAsync(38.51, 2);
        await Bench.Until(() => bench.Red && !bench.Amber, "red");

        Assert.Equal([(true, false), (false, true)], lamps.Distinct().Where(lamp => lamp != (false, false)));
        Assert.Equal(
            [(ScreeningOutcome.Retry, null), (ScreeningOutcome.Fever, (long?)1)],
            sink.Screenings.Select(screening => (screening.Outcome, screening.FirstSeq)));
    }

    [Fact]
    public async Task Dead_sensor_is_an_event_and_a_manual_lamp_and_its_recovery_an_event_again()
    {
        var sink = new TestSink();
        await using var bench = new Bench(sink, screening: Bench.Quick with { SamplingTime = TimeSpan.FromMilliseconds(50) });
        bench.Bus.Inject(BusFaultKind.Nack, int.MaxValue);
        await bench.StartAsync();

        await Bench.Until(() => sink.Events.Contains(GateEventType.SensorFault), "a sensor fault");
        bench.Gpio.Drive(bench.Lines.Presence.Line, true);
        await Bench.Until(() => bench.Amber && bench.Red, "amber and red");
        bench.Bus.Inject(BusFaultKind.Nack, 0);
        await Bench.Until(() => sink.Events.Contains(GateEventType.SensorRecovered), "a recovery");

        Assert.Equal(ScreeningReason.SensorFault, sink.Screenings.First().Reason);
    }

    [Fact]
    public async Task Many_repeats_are_one_event_now_and_one_with_their_count_at_the_stop()
    {
        var sink = new TestSink();
        var lines = new LineOptions { Tamper = new LineWiring { Line = 24 } };
        await using var bench = await new Bench(sink, lines).StartAsync();

        for (var i = 0; i < 5; i++)
        {
            bench.Gpio.Drive(24, true);
            bench.Gpio.Drive(24, false);
        }

        await Bench.Until(() => sink.Events.Count() >= 2, "the first of each");
        await bench.StopAsync();

        Assert.Equal(
            [(GateEventType.Tamper, 1), (GateEventType.TamperRestored, 1), (GateEventType.Tamper, 4), (GateEventType.TamperRestored, 4)],
            sink.Records.OfType<GateEvent>().Select(happening => (happening.Type, happening.Count)));
    }

    [Fact]
    public async Task Lost_edges_are_told_and_the_levels_read_again()
    {
        using var released = new ManualResetEventSlim();
        var sink = new TestSink { BeforeCommit = () => released.Wait() };
        await using var bench = await new Bench(sink).StartAsync();

        // The worker is held in its first commit while more happens than the lines can remember.
        for (var i = 0; i < 100; i++)
            bench.GoIn();
        released.Set();
        await Bench.Until(() => sink.Events.Contains(GateEventType.LinesLost), "lost lines");
        var before = sink.Passages.Count();
        bench.GoIn();

        await Bench.Until(() => sink.Passages.Count() > before, "passages counted on");
    }

    [Fact]
    public async Task Lines_that_cannot_be_taken_are_named_by_their_settings_and_none_is_kept()
    {
        var lines = new LineOptions { GreenLine = 40, Door = new LineWiring { Line = 23 } };
        await using var bench = new Bench(new TestSink(), lines);
        using var taken = bench.Gpio.RequestOutputs("lock", [new(23, false)]);

        var refused = await Assert.ThrowsAsync<LineUnavailableException>(bench.StartAsync);

        Assert.Contains("Lines:Door:Line: line 23 is in use by 'lock'", refused.Message);
        Assert.Contains("Lines:GreenLine: line 40 does not exist", refused.Message);
        bench.Gpio.RequestOutputs("again", [new(lines.RedLine, false)]).Dispose();
    }

    [Fact]
    public async Task Stopping_puts_every_output_off_and_frees_the_lines()
    {
        var sink = new TestSink();
        var bench = await new Bench(sink).StartAsync();
        await bench.StandAsync(36.51, 1);
        await Bench.Until(() => bench.Green, "green");

        await bench.DisposeAsync();

        Assert.False(bench.Green);
        bench.Gpio.RequestOutputs("again", [new(bench.Lines.GreenLine, false)]).Dispose();
    }

    [Fact]
    public async Task A_slow_disk_holds_no_barrier_open()
    {
        var commit = new TaskCompletionSource();
        var sink = new TestSink();
        var lines = new LineOptions { BarrierLine = 26, Tamper = new LineWiring { Line = 24 } };
        await using var bench = await new Bench(sink, lines).StartAsync();
        var wasOpen = false;

        // On the worker's own thread, while the pulse has just begun.
        bench.Gpio.OutputsWritten += () =>
        {
            if (wasOpen || !bench.Gpio.IsHigh(26))
                return;
            wasOpen = true;
            sink.Slow = commit.Task;
            bench.Gpio.Drive(24, true);
        };
        await bench.StandAsync(36.51, 1);
        await Bench.Until(() => wasOpen, "the barrier's pulse");
        await Bench.Until(() => !bench.Gpio.IsHigh(26), "the end of the pulse");

        Assert.Empty(sink.Events);
        commit.SetResult();
        await Bench.Until(() => sink.Events.Contains(GateEventType.Tamper), "the event");
    }

    [Fact]
    public async Task A_volunteers_verdict_names_the_screening_it_decides_and_lights_its_lamp()
    {
        var sink = new TestSink();
        var lines = new LineOptions { VerdictNormal = new LineWiring { Line = 23 }, VerdictFever = new LineWiring { Line = 24 } };
        await using var bench = await new Bench(sink, lines).StartAsync();
        await bench.StandAsync(38.51, 2);
        await Bench.Until(() => bench.Red && !bench.Amber, "red");

        bench.Gpio.Drive(23, true);
        await Bench.Until(() => bench.Green, "green");
        bench.GoIn();
        await Bench.Until(() => sink.Passages.Any(), "a passage");

        var verdict = Assert.Single(sink.Records.OfType<GateEvent>());
        Assert.Equal((GateEventType.ManualNormal, 2), (verdict.Type, verdict.ScreeningSeq!.Value));
        Assert.Equal(2, sink.Passages.Single().ScreeningSeq);
    }

    [Fact]
    public async Task A_vehicle_released_at_once_after_a_screening_that_is_not_durable_stays_before_the_barrier()
    {
        var commit = new TaskCompletionSource();
        var sink = new TestSink { Slow = commit.Task };
        var lines = LineOptions.For(GateKind.Vehicle) with
        {
            Release = new LineWiring { Line = 25 }, Tamper = new LineWiring { Line = 24 },
        };
        await using var bench = await new Bench(sink, lines, Bench.Quick with { SamplesWanted = 5000 }).StartAsync();
        var before = bench.Transactions;
        bench.Chip.Set(SimulatedMlx90614.Object1, 36.51);
        bench.Gpio.Drive(lines.Presence.Line, true);
        await Bench.Until(() => bench.Transactions > before + 40, "some forty readings");

        // While the lane waits for its disk somebody steps away and the vehicle is released: it then hears of both at once.
        bench.Gpio.Drive(24, true);
        await Bench.Until(() => sink.IsCommitting, "a commit has begun");
        bench.Gpio.Drive(lines.Presence.Line, false);
        bench.Gpio.Drive(25, true);
        sink.IsBroken = true;
        commit.SetResult();

        await Bench.Until(() => bench.Red || bench.Green, "a lamp");
        Assert.Equal((true, false, false), (bench.Red, bench.Green, bench.Gpio.IsHigh(lines.BarrierLine)));
    }

    [Fact]
    public async Task A_verdict_on_nobody_opens_nothing()
    {
        var sink = new TestSink();
        var lines = new LineOptions
        {
            BarrierLine = 26, VerdictNormal = new LineWiring { Line = 23 }, VerdictFever = new LineWiring { Line = 24 },
        };
        await using var bench = await new Bench(sink, lines).StartAsync();
        var wasOpen = false;
        bench.Gpio.OutputsWritten += () => wasOpen |= bench.Gpio.IsHigh(26);

        bench.Gpio.Drive(23, true);
        await Bench.Until(() => sink.Events.Contains(GateEventType.ManualNormal) && bench.Green, "the verdict");
        await Bench.Until(() => !bench.Green, "the end of green");

        Assert.False(wasOpen);
    }

    [Fact]
    public async Task Maintenance_marks_all_from_its_first_event_to_its_last_and_nothing_else()
    {
        var sink = new TestSink();
        await using var bench = await new Bench(sink).StartAsync();
        await bench.StandAsync(36.51, 1);
        bench.Worker.SetMaintenance(true, "by wang: lens");
        await Bench.Until(() => sink.Events.Contains(GateEventType.MaintenanceOn), "maintenance is on record");
        await bench.StandAsync(36.51, 2);
        bench.GoIn();
        await Bench.Until(() => sink.Passages.Any(), "a passage");
        bench.Worker.SetMaintenance(false, "by wang");
        await Bench.Until(() => sink.Events.Contains(GateEventType.MaintenanceOff), "maintenance is over");
        await bench.StandAsync(36.51, 3);

        var records = sink.Records;
        Assert.Equal(
            [false, true, true, true, true, false], records.Select(record => record.Maintenance));
        Assert.Equal(("by wang: lens", "by wang; sensor not known"), (((GateEvent)records[1]).Detail, ((GateEvent)records[4]).Detail));
    }

    [Fact]
    public async Task Maintenance_from_before_the_start_marks_the_very_first_record()
    {
        var sink = new TestSink();
        await using var bench = new Bench(sink, new LineOptions { Tamper = new LineWiring { Line = 24 } });
        bench.Gpio.Drive(24, true);
        bench.Worker.SetMaintenance(true, "");
        await bench.StartAsync();
        await Bench.Until(() => sink.Events.Contains(GateEventType.Tamper), "the open housing");

        Assert.Equal([GateEventType.MaintenanceOn, GateEventType.Tamper], sink.Events);
        Assert.All(sink.Records, record => Assert.True(record.Maintenance));
    }

    [Fact]
    public async Task The_end_of_maintenance_looks_at_the_sensor_again_and_takes_up_its_new_correction()
    {
        var sink = new TestSink();
        await using var bench = await new Bench(sink).StartAsync();
        bench.Standing = new SensorStanding { Correction = new SensorCorrection(1, 0.5, 1), Description = "sensor 1, calibrated today" };
        bench.Worker.SetMaintenance(true, "");
        await Bench.Until(() => sink.Events.Contains(GateEventType.MaintenanceOn), "maintenance is on record");
        await bench.StandAsync(36.01, 1);
        bench.Worker.SetMaintenance(false, "");
        await Bench.Until(() => sink.Events.Contains(GateEventType.MaintenanceOff), "maintenance is over");
        await bench.StandAsync(36.01, 2);

        Assert.Equal([3601, 3651], sink.Screenings.Select(screening => screening.BodyCentiC!.Value));
        Assert.Equal("sensor 1, calibrated today", sink.Records.OfType<GateEvent>().Last().Detail);
    }

    [Fact]
    public async Task Who_watches_sees_the_sensor_though_nobody_stands_there_and_then_every_line_lamp_and_decision()
    {
        var tap = new LiveTap(Bench.Quick);
        await using var bench = await new Bench(
            new TestSink(), screening: Bench.Quick with { AmbientInterval = TimeSpan.FromMinutes(1), DriftWindow = TimeSpan.FromMinutes(1) }, watcher: tap)
            .StartAsync(transactions: 6);
        var queue = new LiveQueue();
        Assert.True(tap.Join(queue));
        var seen = new List<LiveLine>();
        await Bench.Until(() => Take().OfType<LiveLine.Sample>().Count(sample => sample.AmbientCentiC == 1999) >= 3, "readings of an empty lane");

        await bench.StandAsync(36.51, 1);
        await Bench.Until(() => Take().OfType<LiveLine.Lamps>().Any(lamps => lamps.Lit.Contains(PanelSignals.Green)), "green");
        Assert.Contains(seen, line => line is LiveLine.Level { Line: LaneLine.Presence, IsActive: true });
        Assert.Contains(seen, line => line is LiveLine.Sample { SurfaceCentiC: 3651 or 3653, BodyCentiC: 3651 or 3653 });
        Assert.Contains(seen, line => line is LiveLine.Fact fact && fact.Text.StartsWith("person 1, attempt 1: normal", StringComparison.Ordinal));
        Assert.Contains(seen, line => line is LiveLine.Sensor { Doubt: null });

        List<LiveLine> Take()
        {
            while (queue.TryTake(out var line))
                seen.Add(line);
            return seen;
        }
    }
}
