using Checkpoint.DeviceSim.Bus;
using Checkpoint.DeviceSim.World.Troubles;

namespace Checkpoint.DeviceSim.World;

/// <summary>
/// What is before the thermometer, worked out for each word that it serves: a forehead, as far as no scarf hides it, or the
/// wall; mirrored surroundings, supply, the part's own error, noise and troubles as the real part has them. Also notes what
/// was served while somebody stood there. Beside it are the air sensors.
/// </summary>
public sealed class SensorView
{
    private const double SupplyEffectCPerVolt = 0.6;
    private const double CalibrationVolts = 3.0;

    /// <summary>The wall is a little colder than the air before it.</summary>
    private const double WallBelowAirC = 2;

    /// <summary>The housing's heating comes and goes: so much in an hour, slower than what counts as drifting.</summary>
    private const double HousingSwingC = 0.3;

    /// <summary>Nothing depends on it yet.</summary>
    private const double HumidityPercent = 40;

    private readonly WorldOptions _options;
    private readonly IWeather _weather;
    private readonly TroublePlan _troubles;
    private readonly TimeSpan _movingIn;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _begin;
    private readonly Random _noise;
    private readonly Lock _gate = new();
    private readonly Dictionary<byte, ushort> _served = [];
    private readonly TaskCompletionSource _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Person? _person;
    private DateTimeOffset _steppedInAt;
    private WordTally _object;
    private WordTally _ambient;

    /// <param name="movingIn">Time constant with which a face moves into the view.</param>
    public SensorView(
        WorldOptions options, IWeather weather, TroublePlan troubles, TimeSpan movingIn, TimeProvider clock, Random noise)
    {
        (_options, _weather, _troubles, _movingIn, _clock, _noise) = (options, weather, troubles, movingIn, clock, noise);
        _begin = clock.GetUtcNow();
        Chip = new SimulatedMlx90614(Serve);
        VestibuleAir.SetAir(() => (AirC(clock.GetUtcNow()), HumidityPercent));
        OutdoorAir.SetAir(() => (weather.OutdoorC(clock.GetUtcNow()), HumidityPercent));
    }

    public SimulatedMlx90614 Chip { get; }

    public SimulatedBme280 VestibuleAir { get; } = new();

    public SimulatedBme280 OutdoorAir { get; } = new();

    /// <summary>Ends when a temperature is first read: by then the gateway has looked at its lines.</summary>
    public Task Watched => _watched.Task;

    public void StepIn(Person person)
    {
        lock (_gate)
        {
            (_person, _steppedInAt) = (person, _clock.GetUtcNow());
            (_object, _ambient) = (default, default);
        }
    }

    /// <returns>TOBJ1 and TA words served since the person stepped in.</returns>
    public (WordTally Object, WordTally Ambient) StepOut()
    {
        lock (_gate)
        {
            _person = null;
            return (_object, _ambient);
        }
    }

    private ushort Serve(byte command, ushort word)
    {
        if (command is not (SimulatedMlx90614.Ambient or SimulatedMlx90614.Object1))
            return word;
        _watched.TrySetResult();
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            var isStuck = _troubles.At(TroubleKind.StuckWords, now) is not null && _served.ContainsKey(command);
            word = isStuck ? _served[command] : SimulatedMlx90614.WordOf(ShownC(command, now));
            _served[command] = word;
            if (command == SimulatedMlx90614.Object1)
                _object = _object.With(word);
            else
                _ambient = _ambient.With(word);
            return word;
        }
    }

    private double ShownC(byte command, DateTimeOffset now) => command == SimulatedMlx90614.Ambient
        ? HousingC(now) + _troubles.SizeAt(TroubleKind.AmbientStep, now)
        : SeenC(now) + ErrorC(now) + _noise.Normal(_options.NoiseC);

    private double AirC(DateTimeOffset now) => _options.HasVestibule ? _options.VestibuleC : _weather.OutdoorC(now);

    private double HousingC(DateTimeOffset now) =>
        AirC(now) + (HousingSwingC * Math.Sin(2 * Math.PI * now.TimeOfDay.TotalHours));

    private double SeenC(DateTimeOffset now)
    {
        var housing = HousingC(now);
        if (_troubles.At(TroubleKind.BlockedLens, now) is not null)
            return housing;
        var wall = AirC(now) - WallBelowAirC;
        if (_person is not { } person)
            return wall;
        var since = now - _steppedInAt;
        var filled = _movingIn > TimeSpan.Zero ? 1 - Math.Exp(-(since / _movingIn)) : 1;
        return wall + ((FaceC(person, now, since, housing) - wall) * filled);
    }

    /// <summary>Skin with the surroundings mirrored in it, and the cover's share of the view.</summary>
    private double FaceC(Person person, DateTimeOffset now, TimeSpan since, double housingC)
    {
        // Outdoors the skin is as it is at the moment of coming in.
        var room = _options.HasVestibule ? _options.VestibuleC : ColdSkin.RoomC;
        var skin = Optics.MixedC(person.SkinC(now, room), housingC, 1 - _options.SkinEmissivity);
        return Optics.MixedC(skin, person.CoverC(now, room), person.CoverAt(since));
    }

    private double ErrorC(DateTimeOffset now)
    {
        var volts = _options.SupplyVolts - CalibrationVolts + _troubles.SizeAt(TroubleKind.SupplyRise, now);
        return _options.SensorErrorC
            + (SupplyEffectCPerVolt * volts)
            + (_troubles.DriftCPerDay * (now - _begin).TotalDays)
            - _troubles.SizeAt(TroubleKind.Frost, now);
    }
}
