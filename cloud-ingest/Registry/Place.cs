namespace Checkpoint.CloudIngest.Registry;

/// <summary>Where a gate stood when it made a record: the codes of its district, street and community (GB/T 2260 and 10114).</summary>
public sealed record Place(string District, string Street, string Community);
