using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>
/// Single screenings that a command shows: recorded before the first, with how many at the end. Throws <see cref="Store.StoreException"/>
/// when that can't be recorded, and then nothing is to be shown.
/// </summary>
/// <param name="detail">What was asked for.</param>
internal sealed class ExportLook(AuditLog audit, string detail) : IDisposable
{
    private Look? _look;

    /// <param name="place">Where it was recorded; that of the first tells which administrators read of it.</param>
    public void Show(Place place)
    {
        _look ??= audit.Begin(new Act(AuditAct.Looked, Actor.Command, Area.TryParse(place.Community, out var area) ? area : Area.Everything, detail));
        _look.Count(1);
    }

    /// <summary>As a look by HTTP that went well ends; one that is killed has neither status nor rows.</summary>
    public void Dispose()
    {
        if (_look is { } look)
            audit.End(look, StatusCodes.Status200OK);
    }
}
