using Google.Protobuf;

namespace Checkpoint.Contract.Codec;

/// <summary>The bytes of <c>…/replies</c>.</summary>
public static class ReplyCodec
{
    /// <exception cref="ArgumentException">Ranges that are not ascending and apart, or more than an ack may hold.</exception>
    public static byte[] Encode(CloudReply reply)
    {
        var wire = new Wire.Reply { Version = BatchCodec.Version };
        switch (reply)
        {
            case Welcome welcome:
                wire.Welcome = WriteWelcome(welcome);
                break;
            case ToldTime told:
                wire.ToldTime = new Wire.ToldTime { Nonce = told.Nonce, CloudTimeUs = told.CloudTimeMicroseconds };
                break;
            case Checked answer:
                wire.Checked = WriteChecked(answer);
                break;
            default:
                wire.Ack = WriteAck(reply);
                break;
        }

        return wire.ToByteArray();
    }

    /// <summary>Takes anything and throws nothing.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> payload, out CloudReply reply, out Malformed fault)
    {
        reply = null!;
        var found = WireParser.Parse(Wire.Reply.Parser, payload, RecordLimits.MaxReplyBytes, "reply", out var wire)
            ?? WireParser.CheckVersion(wire.Version)
            ?? Read(wire, out reply);
        fault = found ?? default;
        return found is null;
    }

    private static Wire.Welcome WriteWelcome(Welcome welcome) => new()
    {
        Nonce = welcome.Nonce,
        CloudTimeUs = welcome.CloudTimeMicroseconds,
        HighestSeq = welcome.HighestSeq,
        Known = welcome.Known,
        ChecksHeld = welcome.ChecksHeld,
        FoundSeq = welcome.Found?.Seq ?? 0,
        FoundUs = welcome.Found?.Microseconds ?? 0,
    };

    private static Wire.Checked WriteChecked(Checked answer) => new()
    {
        Nonce = answer.Nonce,
        Lost = { answer.Lost.Select(lost => new Wire.Lost { Stream = lost.Stream.Value, Seqs = RangeCodec.Write(lost.Seqs) }) },
        KeepsSinceUs = answer.KeepsSinceMicroseconds,
    };

    private static Wire.Ack WriteAck(CloudReply reply) => reply switch
    {
        StoredAck ack => new Wire.Ack { Stream = ack.Stream.Value, Stored = RangeCodec.Write(ack.Stored) },
        RejectedAck ack => new Wire.Ack { Stream = ack.Stream.Value, Rejected = WriteRejections(ack.Rejected) },
        BusyAck ack => new Wire.Ack { Stream = ack.Stream.Value, Busy = WriteWait(ack.RetryAfter, ack.Seqs) },
        UnknownAck ack => new Wire.Ack { Stream = ack.Stream.Value, Unknown = WriteWait(ack.RetryAfter, []) },
        _ => throw new ArgumentException($"no wire form for {reply.GetType()}", nameof(reply)),
    };

    private static Wire.Rejections WriteRejections(IReadOnlyList<RejectedRange> rejected) => new()
    {
        Rejections_ = { rejected.Select(range => new Wire.Rejection { Seqs = RangeCodec.Write([range.Seqs]), Reason = range.Reason }) },
    };

    private static Wire.Wait WriteWait(TimeSpan time, IReadOnlyList<SeqRange> seqs) => new()
    {
        RetryAfterMs = (uint)time.TotalMilliseconds, Seqs = seqs.Count > 0 ? RangeCodec.Write(seqs) : null,
    };

    private static Malformed? Read(Wire.Reply wire, out CloudReply reply)
    {
        reply = null!;
        if (wire.Welcome is { } welcome)
            return ReadWelcome(welcome, out reply);
        if (wire.ToldTime is { } told)
        {
            reply = new ToldTime(told.Nonce, told.CloudTimeUs);
            return CheckTime(told.CloudTimeUs);
        }

        if (wire.Checked is { } answer)
            return ReadChecked(answer, out reply);
        return wire.Ack is { } ack ? ReadAck(ack, out reply) : new Malformed(MalformedReason.FieldInvalid, "body");
    }

    private static Malformed? ReadWelcome(Wire.Welcome wire, out CloudReply reply)
    {
        reply = new Welcome(wire.Nonce, wire.CloudTimeUs, wire.HighestSeq, wire.Known, wire.ChecksHeld)
        {
            Found = wire.FoundSeq == 0 ? null : new FoundRecord(wire.FoundSeq, wire.FoundUs),
        };
        if (CheckTime(wire.CloudTimeUs) is { } time)
            return time;
        if (wire.HighestSeq is < 0 or > RecordLimits.MaxSeq)
            return new Malformed(MalformedReason.SeqOutOfRange, "highest_seq");
        if (wire.FoundSeq is < 0 or > RecordLimits.MaxSeq)
            return new Malformed(MalformedReason.SeqOutOfRange, "found_seq");
        return wire.FoundSeq > 0 && wire.FoundUs is < RecordLimits.MinTimeMicroseconds or > RecordLimits.MaxTimeMicroseconds
            ? new Malformed(MalformedReason.FieldInvalid, "found_us")
            : null;
    }

    private static Malformed? CheckTime(long microseconds) => microseconds is < RecordLimits.MinTimeMicroseconds or > RecordLimits.MaxTimeMicroseconds
        ? new Malformed(MalformedReason.FieldInvalid, "cloud_time_us")
        : null;

    private static Malformed? ReadChecked(Wire.Checked wire, out CloudReply reply)
    {
        var lost = new List<LostSeqs>();
        reply = new Checked(wire.Nonce, lost, wire.KeepsSinceUs);
        if (wire.KeepsSinceUs is < 0 or > RecordLimits.MaxTimeMicroseconds)
            return new Malformed(MalformedReason.FieldInvalid, "keeps_since_us");
        if (wire.Lost.Count > RecordLimits.MaxHeldStreams)
            return new Malformed(MalformedReason.TooManyRanges, "lost");
        foreach (var entry in wire.Lost)
        {
            if (entry.Stream == 0)
                return new Malformed(MalformedReason.NoStream, "lost.stream");
            if (RangeCodec.Read(entry.Seqs?.GapAndLength, out var seqs) is { } reason)
                return new Malformed(reason, "lost.seqs");
            lost.Add(new LostSeqs(new StreamId(entry.Stream), seqs));
        }

        return lost.Sum(entry => entry.Seqs.Count) > RecordLimits.MaxLostRanges
            ? new Malformed(MalformedReason.TooManyRanges, "lost.seqs")
            : null;
    }

    private static Malformed? ReadAck(Wire.Ack wire, out CloudReply reply)
    {
        reply = null!;
        if (wire.Stream == 0)
            return new Malformed(MalformedReason.NoStream, "stream");
        var stream = new StreamId(wire.Stream);
        switch (wire.AnswerCase)
        {
            case Wire.Ack.AnswerOneofCase.Stored:
                var reason = RangeCodec.Read(wire.Stored.GapAndLength, out var stored);
                reply = new StoredAck(stream, stored);
                return reason is null ? null : new Malformed(reason.Value, "stored");
            case Wire.Ack.AnswerOneofCase.Rejected:
                return ReadRejected(wire.Rejected, stream, out reply);
            case Wire.Ack.AnswerOneofCase.Busy:
                return ReadBusy(wire.Busy, stream, out reply);
            case Wire.Ack.AnswerOneofCase.Unknown:
                reply = new UnknownAck(stream, TimeSpan.FromMilliseconds(wire.Unknown.RetryAfterMs));
                return null;
            default:
                return new Malformed(MalformedReason.FieldInvalid, "answer");
        }
    }

    private static Malformed? ReadBusy(Wire.Wait wire, StreamId stream, out CloudReply reply)
    {
        var busy = new BusyAck(stream, TimeSpan.FromMilliseconds(wire.RetryAfterMs));
        reply = busy;
        if (wire.Seqs is null)
            return null;
        if (RangeCodec.Read(wire.Seqs.GapAndLength, out var seqs) is { } reason)
            return new Malformed(reason, "busy.seqs");
        reply = busy with { Seqs = seqs };
        return null;
    }

    private static Malformed? ReadRejected(Wire.Rejections wire, StreamId stream, out CloudReply reply)
    {
        var rejected = new List<RejectedRange>();
        reply = new RejectedAck(stream, rejected);
        foreach (var rejection in wire.Rejections_)
        {
            if (RangeCodec.Read(rejection.Seqs?.GapAndLength, out var ranges) is { } reason)
                return new Malformed(reason, "rejected.seqs");
            if (rejection.Reason.Length is 0 or > RecordLimits.MaxReasonBytes || rejection.Reason.Any(char.IsControl))
                return new Malformed(MalformedReason.FieldInvalid, "rejected.reason");
            rejected.AddRange(ranges.Select(range => new RejectedRange(range, rejection.Reason)));
        }

        return rejected.Count > 0 ? null : new Malformed(MalformedReason.FieldInvalid, "rejected");
    }
}
