using Checkpoint.Contract;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

public sealed class SettledSeqsTests
{
    [Fact]
    public void Whatever_is_settled_and_opened_again_it_is_as_an_array_would_have_it()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var plain = new SettledState?[60];
            var settled = SettledSeqs.None;
            for (var step = 0; step < 40; step++)
            {
                var first = random.Next(1, 60);
                var seqs = new SeqRange(first, random.Next(first, 60));
                var state = random.Next(4) is > 0 and var number ? (SettledState)number : (SettledState?)null;
                settled = settled.With(seqs, all => state is { } set ? new SettledRange(all, set, 0, null) : null);
                for (var seq = seqs.First; seq <= seqs.Last; seq++)
                    plain[seq] = state;
            }

            Assert.Equal(plain.Count(state => state is not null), settled.Count);
            var open = settled.Open(new SeqRange(1, 59)).ToList();
            Assert.Equal(SeqRange.Cover(Enumerable.Range(1, 59).Where(seq => plain[seq] is null).Select(seq => (long)seq)), open);
            Assert.All(settled.Ranges, range => Assert.Equal(range.State, plain[range.Seqs.First]));
            Assert.DoesNotContain(settled.Ranges.Zip(settled.Ranges.Skip(1)), pair => pair.First.Joins(pair.Second));
        }
    }
}
