using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Microsoft.AspNetCore.Http.Features;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>Refuses bodies that are none, and holds the places that a body names against the viewer's area.</summary>
internal static class BodyAreas
{
    public static ValueTask<object?> CheckAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<RequestBody>().FirstOrDefault() is { } body && Refuse(context.HttpContext, body) is { } refusal
            ? ValueTask.FromResult<object?>(refusal)
            : next(context);

    private static IResult? Refuse(HttpContext context, RequestBody body)
    {
        if (body.Refusal is not null)
            return body.Refusal;
        if (context.GetEndpoint()!.Metadata.GetMetadata<RouteRule>() is not { Area.BodyFields.Count: > 0 } rule)
            return null;
        var viewer = context.Features.GetRequiredFeature<Viewer>();
        var registry = context.RequestServices.GetRequiredService<RegistryWatch>().Current;
        return rule.Area.BodyFields.Select(field => Refuse(viewer, registry, body, field, rule.Area.Kind == AreaRuleKind.Body))
            .FirstOrDefault(refusal => refusal is not null);
    }

    /// <param name="required">What is absent means everything; else it changes nothing.</param>
    private static IResult? Refuse(Viewer viewer, GateRegistry registry, RequestBody body, string field, bool required)
    {
        // What is neither a text nor a list of texts is the endpoint's to refuse; here it counts as everything.
        var texts = body.Texts(field);
        if (texts is null || (texts.Count == 0 && required))
            return AreaCheck.Refuse(viewer, registry, field, null);
        return texts.Select(text => text == AccountFields.Everything ? RefuseEverything(viewer, field) : AreaCheck.Refuse(viewer, registry, field, text))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static IResult? RefuseEverything(Viewer viewer, string field) =>
        viewer.Area.IsEverything ? null : AreaCheck.Forbidden($"'{field}' is everything there is. {AreaCheck.Outside}");
}
