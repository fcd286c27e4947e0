using Checkpoint.Contract.Records;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Tests.Unit.GateWork;

public class LaneRecorderTests
{
    private readonly TestSink _sink = new();
    private readonly LaneRecorder _recorder;

    public LaneRecorderTests() => _recorder = new LaneRecorder(_sink, new ScreeningOptions());

    [Fact]
    public async Task Attempts_and_passage_of_one_person_refer_to_each_other_even_when_they_come_together()
    {
        Add(Attempt(1, 1, ScreeningOutcome.Retry), Attempt(1, 2, ScreeningOutcome.Normal), Passage(1), Attempt(2, 1, ScreeningOutcome.Normal));
        await _recorder.FlushAsync();

        Assert.Equal([null, 1L, null], _sink.Screenings.Select(screening => screening.FirstSeq));
        Assert.Equal(2, _sink.Passages.Single().ScreeningSeq);
    }

    [Fact]
    public async Task Refused_screenings_stay_in_order_become_manual_and_keep_their_references()
    {
        _sink.IsBroken = true;
        Add(Attempt(1, 1, ScreeningOutcome.Retry), Attempt(1, 2, ScreeningOutcome.Normal));
        await Assert.ThrowsAsync<OutboxUnavailableException>(_recorder.FlushAsync);
        Assert.True(_recorder.Keeps(Attempt(1, 2, ScreeningOutcome.Normal)));
        _sink.IsBroken = false;
        Add(Attempt(2, 1, ScreeningOutcome.Normal));
        await _recorder.FlushAsync();

        Assert.Equal(
            [(ScreeningOutcome.Manual, null), (ScreeningOutcome.Manual, 1L), (ScreeningOutcome.Normal, (long?)null)],
            _sink.Screenings.Select(screening => (screening.Outcome, screening.FirstSeq)));
        Assert.False(_recorder.HasKept);
    }

    [Fact]
    public async Task More_than_can_be_kept_drops_the_oldest_and_tells_how_many()
    {
        _sink.IsBroken = true;
        for (var person = 1; person <= LaneRecorder.MostKept + 3; person++)
            Add(Attempt(person, 1, ScreeningOutcome.Normal));
        _sink.IsBroken = false;
        await _recorder.FlushAsync();

        Assert.Equal(LaneRecorder.MostKept, _sink.Screenings.Count());
        Assert.Equal((GateEventType.Shed, 3), _sink.Records.OfType<GateEvent>().Select(told => (told.Type, told.Count)).Single());
    }

    [Fact]
    public async Task Who_passed_long_ago_is_forgotten()
    {
        for (var person = 1; person <= 100; person++)
            Add(Attempt(person, 1, ScreeningOutcome.Normal));
        await _recorder.FlushAsync();
        Add(Passage(1), Passage(100));
        await _recorder.FlushAsync();

        Assert.Equal([null, 100L], _sink.Passages.Select(passage => passage.ScreeningSeq));
    }

    private static AttemptDecided Attempt(long person, int number, ScreeningOutcome outcome) => new(
        5, person, number, new Verdict(outcome, ScreeningReason.None, ScreeningQuality.Clinical), TimeSpan.FromSeconds(1));

    private static MovementEnded Passage(long person) => new(6, PassageDirection.Inward, PassageEnd.Completed, person);

    private void Add(params LaneFact[] facts)
    {
        foreach (var fact in facts)
            _recorder.Add(fact, Guid.Empty);
    }
}
