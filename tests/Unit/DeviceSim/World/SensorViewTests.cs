using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.DeviceSim.World;
using Checkpoint.DeviceSim.World.Troubles;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.DeviceSim.World;

/// <summary>What the world does to a sensor, as the real driver reads it from the chip's registers.</summary>
public sealed class SensorViewTests
{
    private const int Many = 50;

    private readonly ManualTime _time = new();

    private DateTimeOffset Now => _time.GetUtcNow();

    [Fact]
    public void An_acclimatised_forehead_shows_in_the_words_and_goes_with_its_bearer()
    {
        var (view, sensor) = World();
        var empty = Object(sensor);
        view.StepIn(Somebody());

        Assert.Equal(18, empty, 0.2);
        Assert.Equal(33.4, Object(sensor), 0.4);
        view.StepOut();
        Assert.Equal(empty, Object(sensor), 0.1);
    }

    [Fact]
    public void Cold_skin_warms_while_somebody_stays_indoors()
    {
        var (view, sensor) = World();
        view.StepIn(Somebody() with { CameInAt = Now, OutdoorC = -20 });
        var first = Object(sensor);
        _time.Advance(TimeSpan.FromMinutes(3));
        var later = Object(sensor);
        _time.Advance(TimeSpan.FromMinutes(60));

        Assert.True(first < later - 1.5, $"{first} then {later}");
        Assert.True(later < Object(sensor) - 0.5);
    }

    /// <summary>A tenth of the view at -20 °C takes 4.2 °C from a forehead of 34 °C.</summary>
    [Fact]
    public void A_tenth_of_the_view_in_the_cold_takes_four_degrees() =>
        Assert.Equal(-4.2, Optics.MixedC(34, -20, 0.1) - 34, 0.05);

    [Fact]
    public void A_scarf_makes_a_forehead_read_too_low_and_unsteadily()
    {
        var bare = Spread(cover: 0);
        var covered = Spread(cover: 0.1);

        Assert.InRange(bare.Mean - covered.Mean, 2, 5);
        Assert.InRange(bare.Range, 0, 0.4);
        Assert.True(covered.Range > 1, $"{covered.Range}");

        (double Mean, double Range) Spread(double cover)
        {
            var (view, sensor) = World();
            view.StepIn(Somebody() with { Cover = cover, CameInAt = Now.AddMinutes(-0.5), OutdoorC = -20, ColdRank = 0 });
            var readings = Enumerable.Range(0, 15).Select(_ => Read(sensor)).ToList();
            return (readings.Average(), readings.Max() - readings.Min());
        }

        double Read(Mlx90614 sensor)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return sensor.ReadObject().CentiC / 100.0;
        }
    }

    [Fact]
    public void Frost_lowers_the_words_by_its_depth_for_its_time()
    {
        var (_, sensor) = World(Trouble(TroubleKind.Frost, minutes: 10, size: 4));
        var before = Object(sensor);
        _time.Advance(TimeSpan.FromMinutes(1));
        var frosted = Object(sensor);
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(before - 4, frosted, 0.15);
        Assert.Equal(before, Object(sensor), 0.15);
    }

    [Fact]
    public void A_stuck_chip_gives_one_word_whoever_stands_there()
    {
        var (view, sensor) = World(Trouble(TroubleKind.StuckWords, minutes: 10));
        Object(sensor);
        _time.Advance(TimeSpan.FromMinutes(1));
        var words = Words(sensor);
        view.StepIn(Somebody());

        Assert.Single(words.Concat(Words(sensor)).Distinct());
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.True(Words(sensor).Distinct().Count() > 3);
    }

    [Fact]
    public void A_blocked_lens_shows_the_housing_whoever_stands_there()
    {
        var (view, sensor) = World(Trouble(TroubleKind.BlockedLens, minutes: 10));
        _time.Advance(TimeSpan.FromMinutes(1));
        view.StepIn(Somebody());

        Assert.Equal(sensor.ReadAmbient().CentiC / 100.0, Object(sensor), 0.1);
    }

    [Fact]
    public void A_draught_moves_the_chip_s_own_temperature_for_a_minute()
    {
        var (_, sensor) = World(Trouble(TroubleKind.AmbientStep, minutes: 1, size: -1.5));
        var before = sensor.ReadAmbient().CentiC;
        _time.Advance(TimeSpan.FromSeconds(70));
        var during = sensor.ReadAmbient().CentiC;
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.InRange(during - before, -155, -140);
        Assert.InRange(sensor.ReadAmbient().CentiC - before, -10, 10);
    }

    [Fact]
    public void A_supply_of_three_tenths_of_a_volt_too_much_adds_eighteen_hundredths_of_a_degree()
    {
        var (_, sensor) = World(Trouble(TroubleKind.SupplyRise, minutes: 10, size: 0.3));
        var before = Object(sensor);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(before + 0.18, Object(sensor), 0.05);
    }

    [Fact]
    public void A_drifting_part_reads_more_from_day_to_day()
    {
        var plan = TroublePlan.Drawn(new TroubleOptions { DriftCPerDay = 0.02 }, 1, Now, _ => { });
        var (_, sensor) = World(plan, new WorldOptions());
        var before = Object(sensor);
        _time.Advance(TimeSpan.FromDays(30));

        Assert.Equal(before + 0.6, Object(sensor), 0.1);
    }

    [Fact]
    public void Without_a_vestibule_the_sensor_is_as_cold_as_the_air_outside()
    {
        var (view, sensor) = World(TroublePlan.None, new WorldOptions { HasVestibule = false });
        view.StepIn(Somebody() with { CameInAt = null, OutdoorC = -20 });

        Assert.InRange(sensor.ReadAmbient().CentiC, -2050, -1950);
        Assert.InRange(Object(sensor), 15, 31);
    }

    [Fact]
    public void The_air_sensors_tell_the_vestibule_s_air_and_the_weather()
    {
        var (view, _) = World();
        using var bus = new SimulatedSmBus();
        bus.Attach(AirOptions.LowAddress, view.VestibuleAir);
        bus.Attach(AirOptions.HighAddress, view.OutdoorAir);
        var fitted = new AirOptions { VestibuleAddress = AirOptions.LowAddress, OutdoorAddress = AirOptions.HighAddress };
        var air = new AirSensors(bus, fitted, _ => { }).Read();

        Assert.InRange(air.Vestibule!.Value.CentiC, 1995, 2005);
        Assert.InRange(air.Outdoor!.Value.CentiC, -2005, -1995);
    }

    private static Person Somebody() => new()
    {
        CoreC = 36.6, WarmReadingC = 36.2, Direction = PassageDirection.Inward, OutdoorC = -20, CameInAt = DateTimeOffset.MinValue,
        ColdRank = 0.5,
    };

    private Trouble Trouble(TroubleKind kind, double minutes, double size = 0) =>
        new(kind, Now.AddMinutes(1), Now.AddMinutes(1 + minutes), size);

    private (SensorView View, Mlx90614 Sensor) World(params Trouble[] troubles) => World(TroublePlan.Of(troubles), new WorldOptions());

    private (SensorView View, Mlx90614 Sensor) World(TroublePlan troubles, WorldOptions options)
    {
        var view = new SensorView(options, new SteadyWeather(-20), troubles, TimeSpan.Zero, _time, new Random(1));
        var bus = new SimulatedSmBus();
        bus.Attach(SimulatedMlx90614.DefaultAddress, view.Chip);
        return (view, new Mlx90614(bus, new SensorOptions()));
    }

    private static double Object(Mlx90614 sensor) => Words(sensor).Average() / 100.0;

    private static List<int> Words(Mlx90614 sensor) => [.. Enumerable.Range(0, Many).Select(_ => sensor.ReadObject().CentiC)];
}
