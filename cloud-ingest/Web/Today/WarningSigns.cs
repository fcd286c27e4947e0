using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>Warnings that are not closed, read at most each <see cref="Freshness"/> however many listen. Safe to call from any thread.</summary>
internal sealed class WarningSigns(WarningBook book, TimeProvider clock)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    /// <summary>An area has at most one; beyond these, older ones are not watched.</summary>
    private const int Most = 1_000;

    private readonly Lock _lock = new();

    private IReadOnlyList<WarningSign> _last = [];

    private DateTimeOffset? _readAt;

    /// <summary>Those of an area and of what lies in it, the latest first.</summary>
    /// <exception cref="Store.StoreException">The service's own database can't be read.</exception>
    public IReadOnlyList<WarningSign> In(Area area)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_readAt is null || now - _readAt >= Freshness)
                (_last, _readAt) = (Read(), now);
            return [.. _last.Where(sign => sign.Place.StartsWith(area.Code, StringComparison.Ordinal))];
        }
    }

    private List<WarningSign> Read() =>
    [
        .. book.List(new WarningQuery(Area.Everything, null, WarningFilter.Unclosed, DateOnly.MinValue, DateOnly.MaxValue, long.MaxValue, Most))
            .Select(warning => new WarningSign(warning.Id, warning.Area.Place, warning.State, warning.Last.Day, warning.Notes.Count)),
    ];
}
