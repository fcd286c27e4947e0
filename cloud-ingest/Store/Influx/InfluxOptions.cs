namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>How to reach an InfluxDB by the 1.x dialect, which 2.x and 3.x serve as well.</summary>
public sealed record InfluxOptions
{
    public required Uri Url { get; init; }

    public required string Database { get; init; }

    /// <summary>Null: the database's default.</summary>
    public string? RetentionPolicy { get; init; }

    /// <summary>Basic authentication, with <see cref="Password"/>.</summary>
    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>Token authentication (2.x, 3.x), in place of a user.</summary>
    public string? Token { get; init; }

    /// <summary>Saves network for CPU: worth it when the database is not on this machine.</summary>
    public bool Gzip { get; init; }

    /// <summary>For one write, or until a query begins to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
