using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <param name="Community">Its code.</param>
/// <param name="PersonsADay">Screened on an ordinary weekday.</param>
internal sealed record TownGate(string Id, LocalName Name, string Community, double PersonsADay);
