namespace Checkpoint.Gateway.Screenings;

/// <summary>The median of the last so many values.</summary>
internal sealed class RollingMedian(int capacity)
{
    private readonly Queue<int> _values = new();

    public int Count => _values.Count;

    public bool IsFull => _values.Count == capacity;

    public void Add(int value)
    {
        if (IsFull)
            _values.Dequeue();
        _values.Enqueue(value);
    }

    /// <summary>Of at least one value; the upper of the two middle ones where their number is even.</summary>
    public int Median()
    {
        var sorted = _values.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
