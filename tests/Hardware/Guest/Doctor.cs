using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Tests.Hardware.Protocol;

namespace Checkpoint.Tests.Hardware.Guest;

/// <summary>The gateway's doctor, called while something ails the board.</summary>
internal sealed class Doctor(Scene scene, string configuration, string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Looks while something else goes on.</summary>
    public void Examine(string ailment, Action meanwhile)
    {
        var log = Path.Combine(folder, $"doctor, {ailment}.json");
        var doctor = ChildProgram.Start(new ChildCommand(OwnProgram.Gateway, ["doctor", "--config", configuration, "--json"]), log);
        meanwhile();
        var exitCode = doctor.WaitForExitAsync(Patience).GetAwaiter().GetResult();
        scene.Protocol.Doctor.Add(new DoctorRun(ailment, exitCode, File.ReadAllText(log)));
        scene.Say($"doctor, {ailment}: {exitCode}");
    }
}
