using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>What is to become of an account; null leaves it as it is.</summary>
public sealed record AccountChange(Role? Role, Area? Area, bool? Disabled);
