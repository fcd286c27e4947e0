using System.CommandLine;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Doctor;
using Checkpoint.Gateway.Host;

namespace Checkpoint.Gateway.Commands;

/// <summary><c>checkpoint-gateway doctor</c>: looks at everything a gate rests on, and says what to do.</summary>
internal static class DoctorCommand
{
    private const string Configuration = "configuration";

    public static Command Create()
    {
        var config = ConfiguredCommand.ConfigOption();
        var json = new Option<bool>("--json") { Description = "for scripts: one object, names kept stable" };
        var command = new Command(
            "doctor",
            "Checks settings, sensor, air, lines, clock, disk, broker and registry, and says what to do. A running gateway is left in peace. "
            + "Exit codes: 0 all passed, 1 warnings, 2 failures, 64 usage, 78 configuration.")
        {
            config, json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(config).FullName, parsed.GetValue(json), DoctorEquipment.Linux, parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string file, bool json, Func<GatewayOptions, DoctorEquipment> equip, TextWriter output, CancellationToken cancellation)
    {
        void Tell(Finding finding)
        {
            if (!json)
                output.WriteLine(DoctorText.Of(finding));
        }

        DoctorReport report;
        int exitCode;
        try
        {
            var options = GatewayConfiguration.Load(file);
            var settings = Finding.Pass(Configuration, $"{file}: gate {options.Gate}, {options.Lines.Kind} lane");
            Tell(settings);
            using var patient = new Patient(options, equip(options));
            report = await Examination.RunAsync(patient, Tell, cancellation);
            report = report with { Checks = [settings, .. report.Checks] };
            exitCode = report.ExitCode;
        }
        catch (ConfigurationException fault)
        {
            var wrong = fault.Faults.Select(each => Finding.Fail(Configuration, each.ToString(), "gateway.sample.json shows and explains every setting"));
            report = new DoctorReport(null, null, [.. wrong]);
            foreach (var finding in report.Checks)
                Tell(finding);
            exitCode = ExitCode.Configuration;
        }

        await output.WriteLineAsync(json ? DoctorJson.Write(report) : $"{Environment.NewLine}{DoctorText.Sum(report)}");
        return exitCode;
    }
}
