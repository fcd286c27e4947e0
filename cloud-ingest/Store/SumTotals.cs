using System.Globalization;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Adds up <see cref="PackedSums"/>. Not for more than one thread.</summary>
public sealed class SumTotals
{
    private const int Numbers = 11;

    private const int InService = 8;

    /// <summary>Characters of what is no such text that a fault tells.</summary>
    private const int MostShown = 100;

    private readonly long[] _numbers = new long[Numbers];

    private readonly long[] _bins = new long[BodyBins.Count];

    private int? _ambientMin;

    private int? _ambientMax;

    /// <summary>Body temperatures by the number of the bin.</summary>
    public ReadOnlySpan<long> Bins => _bins;

    /// <summary>All body temperatures together.</summary>
    public long BodyCount => _bins.Sum();

    /// <summary>Of all that was added.</summary>
    public long InServiceSeconds => _numbers[InService];

    /// <exception cref="StoreException">It is no such text.</exception>
    public SumTotals Add(PackedSums sums) => TryAdd(sums) ? this : throw Unreadable(TextOf(sums));

    /// <exception cref="StoreException">It holds no such text; the fault names gate, stream, place and beginning, for whoever is to mend it.</exception>
    public SumTotals Add(StreamSum told) => TryAdd(told.Sums) ? this : throw Unreadable(string.Create(
        CultureInfo.InvariantCulture,
        $"summary of gate {told.Gate}, stream {told.Stream}, at {told.Place.Community}, that begins {DateTimeOffset.FromUnixTimeSeconds(told.StartSeconds):yyyy-MM-ddTHH:mm:ssZ}: {TextOf(told.Sums)}"));

    private bool TryAdd(PackedSums sums)
    {
        var text = new SumsText(sums.Text);
        for (var i = 0; i < Numbers; i++)
        {
            if (!text.TryNumber(',', out var number))
                return false;
            _numbers[i] += number;
        }

        if (!text.TryIntegerOrNone(',', out var min) || !text.TryIntegerOrNone(';', out var max) || !BodyBins.TryAdd(ref text, _bins))
            return false;
        _ambientMin = min < _ambientMin ? min : _ambientMin ?? min;
        _ambientMax = max > _ambientMax ? max : _ambientMax ?? max;
        return true;
    }

    public PackedSums Pack()
    {
        var text = PackedSums.Begin(_numbers, _ambientMin, _ambientMax);
        BodyBins.Write(_bins, text);
        return new PackedSums(text.ToString());
    }

    /// <param name="code">Whose: a gate's id or a place's code.</param>
    public SummarySum Of(string code, long startSeconds) => new()
    {
        StartSeconds = startSeconds,
        Code = code,
        Normal = _numbers[0],
        Fever = _numbers[1],
        Retry = _numbers[2],
        Manual = _numbers[3],
        ManualFever = _numbers[4],
        ManualNormal = _numbers[5],
        Inward = _numbers[6],
        Outward = _numbers[7],
        InServiceSeconds = _numbers[InService],
        AmbientCount = _numbers[9],
        AmbientSumCentiC = _numbers[10],
        AmbientMinCentiC = _ambientMin,
        AmbientMaxCentiC = _ambientMax,
    };

    private static StoreException Unreadable(string detail) => new(new StoreFault(StoreFaultKind.Unreadable, detail));

    private static string TextOf(PackedSums sums) => sums.Text.Length <= MostShown ? $"sums '{sums.Text}'" : $"sums '{sums.Text.AsSpan(0, MostShown)}…'";
}
