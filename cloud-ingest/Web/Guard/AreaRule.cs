using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>What area the requests of a route concern, as the route declares it. Exactly one for each route.</summary>
public sealed record AreaRule
{
    private AreaRule(AreaRuleKind kind) => Kind = kind;

    public AreaRuleKind Kind { get; }

    /// <summary>For <see cref="AreaRuleKind.Named"/>: query or route parameters; each of their values must lie in the viewer's area.</summary>
    public IReadOnlyList<string> Parameters { get; private init; } = [];

    /// <summary>For <see cref="AreaRuleKind.Item"/>: the area of what the request names by an id; null when there is no such thing.</summary>
    public Func<HttpContext, Area?>? Find { get; private init; }

    /// <summary>Concerns the viewer alone, or nobody's data.</summary>
    public static AreaRule None { get; } = new(AreaRuleKind.None);

    /// <summary>A list of all there is, which the endpoint narrows to <see cref="Accounts.Viewer.Area"/>.</summary>
    public static AreaRule Narrowed { get; } = new(AreaRuleKind.Narrowed);

    /// <summary>Only for those whose area is everything.</summary>
    public static AreaRule Everything { get; } = new(AreaRuleKind.Everything);

    /// <summary>The body, an <see cref="IAreaRequest"/>, names the places.</summary>
    public static AreaRule Body { get; } = new(AreaRuleKind.Body);

    public static AreaRule Named(params string[] parameters) => new(AreaRuleKind.Named) { Parameters = parameters };

    public static AreaRule Item(Func<HttpContext, Area?> find) => new(AreaRuleKind.Item) { Find = find };
}

/// <summary>How a request tells what area it concerns.</summary>
public enum AreaRuleKind
{
    None = 1,
    Narrowed = 2,
    Everything = 3,
    Named = 4,
    Item = 5,
    Body = 6,
}
