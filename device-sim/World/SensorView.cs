using Checkpoint.DeviceSim.Bus;

namespace Checkpoint.DeviceSim.World;

/// <summary>
/// What is before the thermometer, worked out for each word that it serves: a forehead, or the vestibule's wall; mirrored
/// surroundings, supply and noise as the real part has them. Also notes what was served while somebody stood there.
/// </summary>
public sealed class SensorView
{
    private const double ZeroCelsiusK = 273.15;
    private const double SupplyEffectCPerVolt = 0.6;
    private const double CalibrationVolts = 3.0;

    /// <summary>The wall is a little colder than the air before it.</summary>
    private const double WallBelowAirC = 2;

    /// <summary>The housing's heating comes and goes: so much in an hour, slower than what counts as drifting.</summary>
    private const double HousingSwingC = 0.3;

    /// <summary>The relation between forehead and thermometer reading, T = Ts + k (Ts - Ta), is solved for Ts with this k.</summary>
    private const double HeatBalanceK = 0.19;

    private readonly WorldOptions _options;
    private readonly TimeSpan _movingIn;
    private readonly TimeProvider _clock;
    private readonly Random _noise;
    private readonly Lock _gate = new();
    private double? _readingC;
    private long _since;
    private WordTally _object;
    private WordTally _ambient;

    public SensorView(WorldOptions options, TimeSpan movingIn, TimeProvider clock, Random noise)
    {
        (_options, _movingIn, _clock, _noise) = (options, movingIn, clock, noise);
        Chip = new SimulatedMlx90614((command, word) => Serve(command, word));
    }

    public SimulatedMlx90614 Chip { get; }

    public void StepIn(Person person)
    {
        lock (_gate)
        {
            (_readingC, _since) = (person.ReadingC, _clock.GetTimestamp());
            (_object, _ambient) = (default, default);
        }
    }

    /// <returns>TOBJ1 and TA words served since the person stepped in.</returns>
    public (WordTally Object, WordTally Ambient) StepOut()
    {
        lock (_gate)
        {
            _readingC = null;
            return (_object, _ambient);
        }
    }

    private ushort Serve(byte command, ushort word)
    {
        lock (_gate)
        {
            switch (command)
            {
                case SimulatedMlx90614.Ambient:
                    word = SimulatedMlx90614.WordOf(HousingC());
                    _ambient = _ambient.With(word);
                    return word;
                case SimulatedMlx90614.Object1:
                    word = SimulatedMlx90614.WordOf(SeenC() + _noise.Normal(_options.NoiseC));
                    _object = _object.With(word);
                    return word;
                default:
                    return word;
            }
        }
    }

    private double HousingC() =>
        _options.VestibuleC + (HousingSwingC * Math.Sin(2 * Math.PI * _clock.GetUtcNow().TimeOfDay.TotalHours));

    private double SeenC()
    {
        var wall = _options.VestibuleC - WallBelowAirC;
        if (_readingC is not { } reading)
            return wall;
        var housing = HousingC();
        var skin = (reading + (HeatBalanceK * housing)) / (1 + HeatBalanceK);
        var seen = Radiated(skin, housing) + (SupplyEffectCPerVolt * (_options.SupplyVolts - CalibrationVolts));
        var age = _clock.GetElapsedTime(_since);
        var filled = _movingIn > TimeSpan.Zero ? 1 - Math.Exp(-(age / _movingIn)) : 1;
        return wall + ((seen - wall) * filled);
    }

    private double Radiated(double skinC, double surroundingsC)
    {
        var emitted = _options.SkinEmissivity * Math.Pow(skinC + ZeroCelsiusK, 4);
        var mirrored = (1 - _options.SkinEmissivity) * Math.Pow(surroundingsC + ZeroCelsiusK, 4);
        return Math.Pow(emitted + mirrored, 0.25) - ZeroCelsiusK;
    }
}
