using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Checkpoint.Gateway.Sensors.Linux;

/// <summary>A bus of the kernel's i2c-dev (linux/i2c-dev.h, linux/i2c.h).</summary>
public sealed class LinuxSmBus : ISmBus
{
    private const nuint ReadWriteTogether = 0x0707;
    private const ushort ReadFlag = 0x0001;

    private const nuint SetTimeout = 0x0702;

    /// <summary>
    /// In units of 10 ms. A transaction of these chips takes a millisecond or two; adapters wait for a second by default, in
    /// which a hung bus would hold up lamps and barrier.
    /// </summary>
    private const nint Timeout = 5;

    private readonly SafeFileHandle _device;

    /// <param name="path">For instance <c>/dev/i2c-1</c>.</param>
    /// <exception cref="LineUnavailableException">The bus does not exist or may not be opened.</exception>
    public unsafe LinuxSmBus(string path)
    {
        _device = Kernel.Open(path);

        // An adapter that can't do it keeps its own.
        _ = Kernel.IoControl(_device, SetTimeout, (void*)Timeout);
    }

    public unsafe BusAnswer Read(byte address, byte command, Span<byte> response)
    {
        fixed (byte* into = response)
        {
            var messages = stackalloc Message[2];
            messages[0] = new Message { Address = address, Length = 1, Buffer = &command };
            messages[1] = new Message { Address = address, Flags = ReadFlag, Length = (ushort)response.Length, Buffer = into };
            return Transfer(messages, 2);
        }
    }

    public unsafe BusAnswer Write(byte address, ReadOnlySpan<byte> data)
    {
        fixed (byte* from = data)
        {
            var message = new Message { Address = address, Length = (ushort)data.Length, Buffer = from };
            return Transfer(&message, 1);
        }
    }

    public void Dispose() => _device.Dispose();

    private unsafe BusAnswer Transfer(Message* messages, int count)
    {
        var transaction = new Transaction { Messages = messages, Count = (uint)count };
        return Kernel.IoControl(_device, ReadWriteTogether, &transaction) == count
            ? BusAnswer.Ok
            : AnswerOf(Marshal.GetLastPInvokeError());
    }

    /// <summary>Adapters say "no acknowledge" in two ways (Documentation/i2c/fault-codes.rst).</summary>
    private static BusAnswer AnswerOf(int error) => error switch
    {
        Kernel.NoSuchDeviceOrAddress or Kernel.RemoteIo => BusAnswer.Nack,
        Kernel.TimedOut => BusAnswer.TimedOut,
        _ => BusAnswer.Fault,
    };

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Message
    {
        public ushort Address;
        public ushort Flags;
        public ushort Length;
        public byte* Buffer;
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Transaction
    {
        public Message* Messages;
        public uint Count;
    }
}
