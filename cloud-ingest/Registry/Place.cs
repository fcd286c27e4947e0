using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>Where a gate stood when it made a record: the codes of its district, street and community (GB/T 2260 and 10114).</summary>
public sealed record Place(string District, string Street, string Community)
{
    /// <summary>Of the place at this level, or of the gate that stood there.</summary>
    public string CodeAt(PlaceLevel level, GateId gate) => level switch
    {
        PlaceLevel.Gate => gate.Value,
        PlaceLevel.Community => Community,
        PlaceLevel.Street => Street,
        _ => District,
    };
}
