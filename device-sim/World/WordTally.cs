namespace Checkpoint.DeviceSim.World;

/// <summary>The words of one register that were served while somebody stood there.</summary>
public readonly record struct WordTally(int Count, int Least, int Most)
{
    public WordTally With(ushort word) => Count == 0
        ? new WordTally(1, word, word)
        : new WordTally(Count + 1, Math.Min(Least, word), Math.Max(Most, word));
}
