using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Maintenance;

/// <summary>The switch for maintenance, a file in the outbox's folder, which outlives restarts and power cuts.</summary>
internal sealed class MaintenanceFiles(string folder)
{
    private readonly SideFile<MaintenanceNote> _note =
        new(folder, MaintenanceNote.FileName, MaintenanceJson.Default.MaintenanceNote, MaintenanceNote.Check);

    private readonly SideFile<MaintenanceEnd> _end =
        new(folder, MaintenanceEnd.FileName, MaintenanceJson.Default.MaintenanceEnd, MaintenanceEnd.Check);

    public MaintenanceState Read()
    {
        var found = _note.Read();
        return found.IsMissing ? MaintenanceState.Off : new MaintenanceState(true, found.Value, found.Fault);
    }

    /// <summary>Null if there was none, or nothing of it can be read: it is for people alone.</summary>
    public MaintenanceEnd? ReadEnd() => _end.Read().Value;

    /// <exception cref="IOException">It is not on.</exception>
    public void Begin(MaintenanceNote note)
    {
        DurableFolder.Create(folder);
        _note.Write(note);
    }

    /// <summary>Who ended it is written first, so that the gateway can tell once it misses the switch.</summary>
    /// <exception cref="IOException">It is still on.</exception>
    public void End(MaintenanceEnd end)
    {
        _end.Write(end);
        _note.Delete();
    }
}
