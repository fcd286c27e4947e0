using System.Collections.Immutable;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>A district (区): six digits, GB/T 2260.</summary>
public sealed record District(string Code, LocalName Name, ImmutableArray<Street> Streets);

/// <summary>A street (街道) of a district: its code and three digits more, GB/T 10114.</summary>
public sealed record Street(string Code, LocalName Name, ImmutableArray<Community> Communities);

/// <summary>A community (社区) of a street: its code and three digits more.</summary>
public sealed record Community(string Code, LocalName Name);
