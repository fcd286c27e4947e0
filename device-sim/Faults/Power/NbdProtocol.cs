namespace Checkpoint.DeviceSim.Faults.Power;

/// <summary>The numbers of the protocol's document.</summary>
internal static class NbdProtocol
{
    public const ulong InitMagic = 0x4e42444d41474943; // "NBDMAGIC"
    public const ulong OptionMagic = 0x49484156454f5054; // "IHAVEOPT"
    public const ulong OptionReplyMagic = 0x3e889045565a9;
    public const uint RequestMagic = 0x25609513;
    public const uint ReplyMagic = 0x67446698;

    public const int RequestBytes = 28;
    public const int ReplyBytes = 16;

    /// <summary>Fixed newstyle, no zeroes after an old export's size.</summary>
    public const ushort HandshakeFlags = 3;

    /// <summary>Has flags, takes flushes. It takes no write through its cache: the kernel then flushes instead.</summary>
    public const ushort TransmissionFlags = 1 | 4;

    public const uint OptionAbort = 2;
    public const uint OptionInfo = 6;
    public const uint OptionGo = 7;

    public const uint Acknowledged = 1;
    public const uint Information = 3;
    public const uint Unsupported = 0x80000001;

    public const ushort Read = 0;
    public const ushort Write = 1;
    public const ushort Disconnect = 2;
    public const ushort Flush = 3;

    public const uint InvalidArgument = 22;
}
