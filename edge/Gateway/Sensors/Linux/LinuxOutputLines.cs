using Microsoft.Win32.SafeHandles;

namespace Checkpoint.Gateway.Sensors.Linux;

internal sealed class LinuxOutputLines(SafeFileHandle request, int count) : IOutputLines
{
    public void Write(ulong active) => LineValues.Write(request, count, active);

    public void Dispose() => request.Dispose();
}
