using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Uplink;

/// <summary>When to say hello, and which welcome answers it.</summary>
internal sealed class HelloKeeper(UplinkContext context, Backoff backoff)
{
    /// <summary>
    /// An unknown gate asks again so soon, for it may have been registered meanwhile, and each time half as long again later:
    /// whoever registers it watches it begin, but it may also wait for weeks.
    /// </summary>
    private static readonly TimeSpan UnknownRetry = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan MostUnknownRetry = TimeSpan.FromMinutes(1);

    /// <summary>A time known this well is good enough.</summary>
    private static readonly TimeSpan GoodError = TimeSpan.FromMilliseconds(10);

    /// <summary>The first answer of a connection is often slow for reasons of either side: so long, and so often, a better one is asked for.</summary>
    private static readonly TimeSpan LongestSeries = TimeSpan.FromSeconds(1);

    private const int MostInSeries = 5;

    /// <summary>A time that may be further off than this is worth a longer wait: records keep the time with which they are first sent.</summary>
    private static readonly TimeSpan PoorError = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestPoorSeries = TimeSpan.FromSeconds(4);

    /// <summary>A cloud that was to look for what is held, and has not said what it found, is asked again so soon.</summary>
    private static readonly TimeSpan CheckRetry = TimeSpan.FromMinutes(10);

    /// <summary>And for what is left to look for, so soon.</summary>
    private static readonly TimeSpan CheckRest = TimeSpan.FromMinutes(1);

    private BootOffset? _best;
    private int _inSeries;
    private TimeSpan _unknownRetry = UnknownRetry;
    private TimeSpan _seriesBegan;
    private ulong? _nonce;
    private BoardInstant _sent;

    /// <summary>From then on a hello tells what is held: at once on each connection, and after the cloud was away.</summary>
    private TimeSpan _tellFrom;

    /// <summary>The stream that the hello asked about: the outbox may have begun another since.</summary>
    public StreamId Stream { get; private set; }

    /// <summary>What the first welcome of the series told of that stream; the others are not asked for it.</summary>
    public FoundRecord? Found { get; private set; }

    /// <summary>Null: none until something calls for one.</summary>
    public TimeSpan? Due { get; private set; } = TimeSpan.Zero;

    /// <summary>
    /// A hello to publish now; its answer is waited for. After one that had none a series begins anew, and with it what only its
    /// first hello tells and asks for: the database may have been put back meanwhile.
    /// </summary>
    public byte[] Make(OutboxHead head, TimeSpan now)
    {
        if (_nonce is not null)
            EndSeries();
        _nonce = (ulong)context.Random.NextInt64();
        _sent = context.Clock.Now;
        if (Stream != head.Stream)
            Found = null;
        Stream = head.Stream;
        Due = now + context.Options.WelcomeTimeout + backoff.Next();
        var hello = new GateHello(
            _nonce.Value,
            _sent.BootId,
            _sent.BoottimeMicroseconds,
            head.Stream,
            head.MadeThrough,
            context.Identity.Software,
            context.Identity.Board)
        {
            SinceMicroseconds = context.Outbox.SinceMicroseconds(),
            AskedSeq = _inSeries == 0 ? context.Outbox.AskedSeq() : 0,
        };
        return HelloCodec.Encode(_inSeries == 0 && now >= _tellFrom ? hello with { Held = context.Held.Tell(hello.Nonce) } : hello);
    }

    /// <returns>False for a welcome to nothing that was asked, or asked too long ago.</returns>
    public bool Accept(Welcome welcome, BoardInstant received, TimeSpan now)
    {
        if (welcome.Nonce != _nonce)
            return false;
        _nonce = null;
        backoff.Reset();
        if (_inSeries++ == 0)
            (_seriesBegan, Found) = (now, welcome.Found);
        if (WelcomeTime.Learn(_sent, received, welcome.CloudTimeMicroseconds) is { } learned
            && (_best is not { } best || learned.ErrorMicroseconds < best.ErrorMicroseconds))
        {
            _best = learned;
        }

        return true;
    }

    /// <summary>The time as the cloud tells it for want of a welcome, which may still follow; null if it answers nothing, or came too late.</summary>
    public BootOffset? Learn(ToldTime told, BoardInstant received) =>
        told.Nonce == _nonce ? WelcomeTime.Learn(_sent, received, told.CloudTimeMicroseconds) : null;

    /// <summary>True while another hello may well tell the time better than those before.</summary>
    public bool WantsBetterTime(TimeSpan now) => context.TimeSink.WantsWelcome
        && !(_best?.ErrorMicroseconds <= GoodError.TotalMicroseconds)
        && _inSeries < MostInSeries
        && now - _seriesBegan < (_best?.ErrorMicroseconds <= PoorError.TotalMicroseconds ? LongestSeries : LongestPoorSeries);

    /// <summary>The series of welcomes is over: the best time that they have told is passed on.</summary>
    public void EndSeries()
    {
        if (_best is { } best)
            context.TimeSink.Offer(best);
        (_best, _inSeries) = (null, 0);
    }

    /// <summary>Nobody was there to hear it.</summary>
    public void Unheard(TimeSpan now)
    {
        EndSeries();
        (_nonce, Due, _tellFrom) = (null, now + backoff.Next(), TimeSpan.Zero);
    }

    public void Again(TimeSpan now) => Due = now;

    /// <summary>A fever waits for it.</summary>
    public void Hurry(TimeSpan now)
    {
        var soon = now + Backoff.UrgentRetry * context.Random.NextDouble();
        if (soon < Due)
            Due = soon;
    }

    public void NotRegistered(TimeSpan now)
    {
        Due = now + _unknownRetry * (0.5 + context.Random.NextDouble());
        _unknownRetry = _unknownRetry * 1.5 < MostUnknownRetry ? _unknownRetry * 1.5 : MostUnknownRetry;
    }

    /// <summary>
    /// Welcomed: the next one is due sooner if the clock needs it, or an answer for what is held is still to come. Gates welcomed
    /// together ask again apart.
    /// </summary>
    public void Rest(TimeSpan now, bool isChecked)
    {
        _unknownRetry = UnknownRetry;
        var longest = context.Options.HelloRefresh;
        if (context.TimeSink.WantsWelcome && longest > context.Options.TimeRefresh)
            longest = context.Options.TimeRefresh;
        if (isChecked && context.Held.IsWaiting && longest > CheckRetry)
            longest = CheckRetry;
        Due = now + Apart(longest);
    }

    /// <summary>The cloud has looked for what was held.</summary>
    /// <param name="hasMore">There is more to look for.</param>
    public void Checked(TimeSpan now, bool hasMore)
    {
        if (!hasMore)
            _tellFrom = now + context.Options.HelloRefresh / 2;

        // One is on its way, or due: the welcome that records wait for is not to be put off.
        if (_nonce is not null || _inSeries > 0)
            return;
        if (hasMore)
            Due = now + Apart(CheckRest);
        else
            Rest(now, isChecked: true);
    }

    private TimeSpan Apart(TimeSpan longest) => longest * (0.5 + context.Random.NextDouble() / 2);
}
