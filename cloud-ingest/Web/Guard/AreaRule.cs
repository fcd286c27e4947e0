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

    /// <summary>Fields of the body that name gates or places.</summary>
    public IReadOnlyList<string> BodyFields { get; private init; } = [];

    /// <summary>Concerns the viewer alone, or nobody's data.</summary>
    public static AreaRule None { get; } = new(AreaRuleKind.None);

    /// <summary>A list of all there is, which the endpoint narrows to <see cref="Accounts.Viewer.Area"/>.</summary>
    public static AreaRule Narrowed { get; } = new(AreaRuleKind.Narrowed);

    /// <summary>Only for those whose area is everything.</summary>
    public static AreaRule Everything { get; } = new(AreaRuleKind.Everything);

    /// <summary>
    /// These fields of the body, a <see cref="RequestBody"/>, name gates or places, each as a text or a list of texts; for one
    /// that is absent, everything is meant.
    /// </summary>
    public static AreaRule Body(params string[] fields) => new(AreaRuleKind.Body) { BodyFields = fields };

    public static AreaRule Named(params string[] parameters) => new(AreaRuleKind.Named) { Parameters = parameters };

    public static AreaRule Item(Func<HttpContext, Area?> find) => new(AreaRuleKind.Item) { Find = find };

    /// <summary>Also these fields of the body name gates or places; one that is absent changes nothing.</summary>
    public AreaRule AndBody(params string[] fields) => this with { BodyFields = fields };
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
