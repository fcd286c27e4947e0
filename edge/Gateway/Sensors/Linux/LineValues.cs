using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Checkpoint.Gateway.Sensors.Linux;

/// <summary>gpio_v2_line_values: bit i is line i of the request; only lines in the mask are read or set.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LineValues
{
    public ulong Bits;
    public ulong Mask;

    public static ulong MaskOf(int lines) => lines == 64 ? ulong.MaxValue : (1UL << lines) - 1;

    public static unsafe ulong Read(SafeFileHandle request, int lines)
    {
        var values = new LineValues { Mask = MaskOf(lines) };
        Call(request, GpioLayout.GetValues, &values);
        return values.Bits & values.Mask;
    }

    public static unsafe void Write(SafeFileHandle request, int lines, ulong bits)
    {
        var values = new LineValues { Bits = bits, Mask = MaskOf(lines) };
        Call(request, GpioLayout.SetValues, &values);
    }

    private static unsafe void Call(SafeFileHandle request, nuint number, LineValues* values)
    {
        if (Kernel.IoControl(request, number, values) != 0)
            throw new IOException($"GPIO lines: {Kernel.LastError()}");
    }
}
