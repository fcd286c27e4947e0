using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Microsoft.AspNetCore.Http.Features;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>Holds the places that a request's body names against the viewer's area.</summary>
internal static class BodyAreas
{
    public static ValueTask<object?> CheckAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var viewer = context.HttpContext.Features.GetRequiredFeature<Viewer>();
        var registry = context.HttpContext.RequestServices.GetRequiredService<RegistryWatch>().Current;
        var body = context.Arguments.OfType<IAreaRequest>().Single();
        foreach (var (field, code) in body.Places())
        {
            if (AreaCheck.Refuse(viewer, registry, field, code) is { } refusal)
                return ValueTask.FromResult<object?>(refusal);
        }

        return next(context);
    }
}
