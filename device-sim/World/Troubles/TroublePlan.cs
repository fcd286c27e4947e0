namespace Checkpoint.DeviceSim.World.Troubles;

/// <summary>
/// Which troubles a gate has when: known ones, or drawn ones that come as a Poisson process, kind by kind, each with the
/// next gap counted from its end. Time goes forward. Safe from any thread.
/// </summary>
public sealed class TroublePlan
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TroubleKind, IEnumerator<Trouble>> _kinds;
    private readonly Action<Trouble> _planned;

    /// <param name="planned">Is told of each trouble before it begins.</param>
    private TroublePlan(IEnumerable<(TroubleKind Kind, IEnumerable<Trouble> Troubles)> kinds, double driftCPerDay, Action<Trouble> planned)
    {
        _planned = planned;
        DriftCPerDay = driftCPerDay;
        _kinds = kinds.ToDictionary(kind => kind.Kind, kind => kind.Troubles.GetEnumerator());
        foreach (var (kind, troubles) in _kinds.ToList())
            Advance(kind, troubles);
    }

    public static TroublePlan None { get; } = Of();

    public double DriftCPerDay { get; }

    /// <summary>Kinds of which another one will come, or is there.</summary>
    public IReadOnlyCollection<TroubleKind> Kinds
    {
        get
        {
            lock (_gate)
                return [.. _kinds.Keys];
        }
    }

    public static TroublePlan Of(params Trouble[] troubles) => new(
        troubles.GroupBy(trouble => trouble.Kind).Select(kind => (kind.Key, kind.OrderBy(trouble => trouble.From).AsEnumerable())),
        driftCPerDay: 0,
        _ => { });

    public static TroublePlan Drawn(TroubleOptions options, int seed, DateTimeOffset begin, Action<Trouble> planned) => new(
        options.PerDay.Where(rate => rate.Value > 0).Select(rate => (rate.Key, Draw(rate.Key, rate.Value, seed, begin))),
        options.DriftCPerDay,
        planned);

    /// <summary>The one of this kind that there is at this time; null for none.</summary>
    public Trouble? At(TroubleKind kind, DateTimeOffset time) =>
        NextAfter(kind, time) is { } trouble && trouble.From <= time ? trouble : null;

    /// <summary>Its size; 0 for none.</summary>
    public double SizeAt(TroubleKind kind, DateTimeOffset time) => At(kind, time)?.Size ?? 0;

    /// <summary>The one that there is at this time, or else the next; null if none will come.</summary>
    public Trouble? NextAfter(TroubleKind kind, DateTimeOffset time)
    {
        lock (_gate)
        {
            while (_kinds.TryGetValue(kind, out var troubles))
            {
                if (troubles.Current.To > time)
                    return troubles.Current;
                Advance(kind, troubles);
            }

            return null;
        }
    }

    private static IEnumerable<Trouble> Draw(TroubleKind kind, double perDay, int seed, DateTimeOffset begin)
    {
        var random = new Random(unchecked((seed * 73_856_093) ^ ((int)kind * 19_349_663)));
        var form = TroubleForm.Of(kind);
        for (var free = begin; ;)
        {
            var from = free + random.Exponential(TimeSpan.FromDays(1 / perDay));
            free = from + form.Least + ((form.Most - form.Least) * random.NextDouble());
            var size = random.Between(form.LeastSize, form.MostSize);
            yield return new Trouble(kind, from, free, form.EitherSign && random.Happens(0.5) ? -size : size);
        }
    }

    private void Advance(TroubleKind kind, IEnumerator<Trouble> troubles)
    {
        if (troubles.MoveNext())
        {
            _planned(troubles.Current);
            return;
        }

        troubles.Dispose();
        _kinds.Remove(kind);
    }
}
