using Microsoft.Win32.SafeHandles;

namespace Checkpoint.Gateway.Sensors.Linux;

/// <summary>A chip of the kernel's GPIO character device, second interface (Linux 5.10 and later).</summary>
public sealed class LinuxGpio : IGpio
{
    private readonly SafeFileHandle _chip;
    private readonly string _path;

    /// <param name="path">For instance <c>/dev/gpiochip0</c>.</param>
    /// <exception cref="LineUnavailableException">The chip does not exist or may not be opened.</exception>
    public LinuxGpio(string path)
    {
        _path = path;
        _chip = Kernel.Open(path);
    }

    public IInputLines RequestInputs(string consumer, IReadOnlyList<InputLine> lines) => new LinuxInputLines(
        Take(GpioLayout.InputRequest(consumer, lines), lines.Select(line => line.Offset)),
        lines.Select(line => line.Offset).ToArray());

    public IOutputLines RequestOutputs(string consumer, IReadOnlyList<OutputLine> lines) => new LinuxOutputLines(
        Take(GpioLayout.OutputRequest(consumer, lines), lines.Select(line => line.Offset)), lines.Count);

    public GpioDescription Describe()
    {
        var (name, label, count) = GpioInfoLayout.ParseChip(Ask(GpioInfoLayout.GetChip, new byte[GpioInfoLayout.ChipBytes]));
        var lines = Enumerable.Range(0, count)
            .Select(offset => GpioInfoLayout.ParseLine(Ask(GpioInfoLayout.GetLine, GpioInfoLayout.AskLine(offset))));
        return new GpioDescription(name, label, lines.ToList());
    }

    public void Dispose() => _chip.Dispose();

    private unsafe SafeFileHandle Take(byte[] request, IEnumerable<int> offsets)
    {
        fixed (byte* argument = request)
        {
            if (Kernel.IoControl(_chip, GpioLayout.GetLine, argument) != 0)
                throw new LineUnavailableException($"{_path}, lines {string.Join(", ", offsets)}: {Kernel.LastError()}");
        }

        return new SafeFileHandle(GpioLayout.Descriptor(request), ownsHandle: true);
    }

    private unsafe byte[] Ask(nuint request, byte[] info)
    {
        fixed (byte* argument = info)
        {
            return Kernel.IoControl(_chip, request, argument) == 0
                ? info
                : throw new LineUnavailableException($"{_path}: {Kernel.LastError()}");
        }
    }
}
