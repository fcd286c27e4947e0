using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Web.District;

/// <summary>A gate of the district and the story told of it.</summary>
/// <param name="PersonsADay">On the average.</param>
internal sealed record DistrictGate(GateId Id, Place Place, LocalName Name, GateKind Kind, GateStory Story, int PersonsADay);

/// <summary>What happens at a gate.</summary>
internal enum GateStory
{
    /// <summary>People pass, now and then one with a fever.</summary>
    Usual,

    /// <summary>People pass, and never one with a fever.</summary>
    NeverFever,

    /// <summary>For the last six days many have a fever.</summary>
    Outbreak,

    /// <summary>In service, and nobody comes.</summary>
    Nobody,

    /// <summary>Nothing came for three hours of yesterday.</summary>
    GapYesterday,

    /// <summary>Nothing came for three days, of which the last was a week ago.</summary>
    GapLastWeek,

    /// <summary>Nothing has come since the small hours of today.</summary>
    SilentToday,

    /// <summary>Nothing has come for two days.</summary>
    SilentForDays,

    /// <summary>Closed by an operator.</summary>
    Closed,
}
