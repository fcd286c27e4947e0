namespace Checkpoint.DeviceSim.Figures;

/// <summary>What became of a group of people.</summary>
public sealed record GroupTally
{
    public static GroupTally None { get; } = new();

    public long People { get; init; }

    public long CalledFever { get; init; }

    public long SentToVolunteer { get; init; }

    public long CalledNormal { get; init; }

    public long Left { get; init; }

    /// <summary>Told at least once to try again.</summary>
    public long AskedAgain { get; init; }

    /// <summary>From stepping up to having been told, or to having gone, of all together.</summary>
    public long Microseconds { get; init; }

    public double SecondsEach => People == 0 ? double.NaN : Microseconds / 1e6 / People;

    /// <summary>Of all in the group, whatever became of them.</summary>
    public Share ShareOf(long count) => new(count, People);

    public GroupTally With(ScreeningEnd end, bool askedAgain, long microseconds) => this with
    {
        People = People + 1,
        CalledFever = CalledFever + (end == ScreeningEnd.CalledFever ? 1 : 0),
        SentToVolunteer = SentToVolunteer + (end == ScreeningEnd.SentToVolunteer ? 1 : 0),
        CalledNormal = CalledNormal + (end == ScreeningEnd.CalledNormal ? 1 : 0),
        Left = Left + (end == ScreeningEnd.Left ? 1 : 0),
        AskedAgain = AskedAgain + (askedAgain ? 1 : 0),
        Microseconds = Microseconds + microseconds,
    };

    public GroupTally Plus(GroupTally other) => new()
    {
        People = People + other.People,
        CalledFever = CalledFever + other.CalledFever,
        SentToVolunteer = SentToVolunteer + other.SentToVolunteer,
        CalledNormal = CalledNormal + other.CalledNormal,
        Left = Left + other.Left,
        AskedAgain = AskedAgain + other.AskedAgain,
        Microseconds = Microseconds + other.Microseconds,
    };
}
