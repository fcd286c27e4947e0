using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.Scenarios.PowerCuts;

/// <summary>
/// One site that lives in two places with the same paths and ports: in the virtual machine, where its power is cut, and on this
/// computer, where what the cut left goes on until everything has drained.
/// </summary>
internal sealed class PowerCutSite : IAsyncDisposable
{
    private readonly SiteOptions _options;
    private readonly Site _site;
    private readonly SimulatedGates _gates;
    private readonly string _share;

    private PowerCutSite(SiteOptions options, Site site, SimulatedGates gates, string share) =>
        (_options, _site, _gates, _share) = (options, site, gates, share);

    /// <summary>Where each gate in the machine writes its truth, seen from outside.</summary>
    public IReadOnlyDictionary<GateId, string> TruthFiles => _gates.All.ToDictionary(gate => gate.Id, gate => TruthLog.FileOf(_share, gate.Id));

    /// <summary>Makes everything that a site needs, and stops it before any record is made.</summary>
    /// <param name="share">The folder shared with the machine.</param>
    public static async Task<PowerCutSite> CreateAsync(string folder, string share, int gates, int seed, CancellationToken cancellation)
    {
        var options = new SiteOptions { Folder = folder, Gates = SiteGate.Mixed(gates) };
        var site = await Site.StartAsync(options, cancellation).ConfigureAwait(false);
        await site.Cloud.KillAsync().ConfigureAwait(false);
        await site.Broker.StopAsync().ConfigureAwait(false);
        return new PowerCutSite(options, site, new SimulatedGates(site, options, seed, "rush", SimulatedGates.Impatient()), share);
    }

    /// <summary>The disk with which the machine boots first. Truths lead out of it, to where no cut reaches.</summary>
    public async Task<byte[]> MakeDiskAsync(string file)
    {
        foreach (var gate in _gates.All)
            File.CreateSymbolicLink(TruthFileOf(gate.Id), $"/mnt/share/{Path.GetFileName(TruthFileOf(gate.Id))}");
        return await DiskImage.FormatAsync(_options.Folder, file).ConfigureAwait(false);
    }

    /// <summary>Lets the whole site run in the machine, as <see cref="Site"/> and <see cref="GateProgram"/> do here.</summary>
    public string Script()
    {
        var lines = new List<string>
        {
            $"mount --bind /mnt/data {_options.Folder}",
            $"export DOTNET_ROOT={VirtualBoard.DotnetRoot}",
        };
        lines.Add(InBackground(_site.Broker.Command, "broker"));
        lines.Add(InBackground(_site.Cloud.Command, "cloud"));
        lines.AddRange(_gates.All.Select(gate => InBackground(gate.Command, gate.Id.Value)));
        lines.Add("wait -n"); // the first that ends ends the machine
        return string.Join('\n', lines);
    }

    /// <summary>What a cut has left goes on here for a while, drains, and is audited.</summary>
    /// <param name="image">The machine's disk, mounted since by a kernel.</param>
    public async Task<IReadOnlyList<GateAudit>> GoOnAsync(string image, PowerCut cut, TimeSpan time, CancellationToken cancellation)
    {
        Empty();
        await DiskImage.UnpackAsync(image, _options.Folder).ConfigureAwait(false);
        foreach (var gate in _gates.All)
        {
            File.Delete(TruthFileOf(gate.Id));
            File.Delete(gate.StateFile);
            await File.WriteAllBytesAsync(TruthFileOf(gate.Id), cut.Truths[gate.Id], cancellation).ConfigureAwait(false);
        }

        try
        {
            await _site.Broker.StartAsync(cancellation).ConfigureAwait(false);
            await _site.Cloud.StartAsync(cancellation).ConfigureAwait(false);
            _gates.Start();
            await _gates.UntilAllSendAsync(cancellation).ConfigureAwait(false);
            await Task.Delay(time, cancellation).ConfigureAwait(false);
            _gates.ThrowIfOneEnded();
            await _gates.StopAsync().ConfigureAwait(false);
            return await _gates.AuditAsync(Limits).ConfigureAwait(false);
        }
        finally
        {
            await _gates.DisposeAsync().ConfigureAwait(false);
            await _site.Cloud.KillAsync().ConfigureAwait(false);
            await _site.Broker.KillAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The next machine's gates go on with the truth of the last cut.</summary>
    public void Restore(PowerCut cut)
    {
        foreach (var (gate, file) in TruthFiles)
            File.WriteAllBytes(file, cut.Truths[gate]);
    }

    /// <summary>Evidence: all that the audit saw.</summary>
    public void MoveTo(string folder)
    {
        Directory.Move(_options.Folder, folder);
        Directory.CreateDirectory(_options.Folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _gates.DisposeAsync().ConfigureAwait(false);
        await _site.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// A gate and a cloud in one emulated machine: the way of a packet there may take longer one way than the other. And a boot
    /// cut before the first welcome never knew the time, which its records admit.
    /// </summary>
    private static AuditLimits Limits => new()
    {
        TimeError = TimeSpan.FromMilliseconds(250), AdmittedBeyond = TimeSpan.FromSeconds(1), ComparesPeople = false,
    };

    private string TruthFileOf(GateId gate) => TruthLog.FileOf(Path.Combine(_options.Folder, "gates"), gate);

    private static string InBackground(ChildCommand command, string name) =>
        $"{string.Concat(command.Environment.Select(variable => $"{variable.Key}={variable.Value} "))}{command.Program} {string.Join(' ', command.Arguments)} >>/mnt/share/{name}.log 2>&1 &";

    private void Empty()
    {
        Directory.Delete(_options.Folder, recursive: true);
        Directory.CreateDirectory(_options.Folder);
    }
}
