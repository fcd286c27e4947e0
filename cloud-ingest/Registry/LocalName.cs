namespace Checkpoint.CloudIngest.Registry;

/// <summary>A name in the languages of those who read it.</summary>
public sealed record LocalName(string Zh, string En);
