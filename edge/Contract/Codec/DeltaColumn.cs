using Google.Protobuf.Collections;

namespace Checkpoint.Contract.Codec;

/// <summary>The one rule of columns: differences from row to row, zeros at the end left out.</summary>
internal static class DeltaColumn
{
    public static void Write<T>(RepeatedField<long> column, IReadOnlyList<T> rows, Func<T, long> value)
    {
        long previous = 0;
        var pendingZeros = 0;
        foreach (var row in rows)
        {
            var current = value(row);
            var delta = current - previous;
            previous = current;
            if (delta == 0)
            {
                pendingZeros++;
                continue;
            }

            for (; pendingZeros > 0; pendingZeros--)
                column.Add(0);
            column.Add(delta);
        }
    }

    /// <summary>Fills <paramref name="values"/>, one for each row.</summary>
    public static MalformedReason? Read(RepeatedField<long> column, Span<long> values)
    {
        if (column.Count > values.Length)
            return MalformedReason.ColumnTooLong;
        long value = 0;
        for (var row = 0; row < column.Count; row++)
        {
            var delta = column[row];
            var next = unchecked(value + delta);
            if (((value ^ next) & (delta ^ next)) < 0)
                return MalformedReason.ValueOverflow;
            values[row] = value = next;
        }

        values[column.Count..].Fill(value);
        return null;
    }
}
