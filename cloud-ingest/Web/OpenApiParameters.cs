using System.Text.Json.Nodes;
using Checkpoint.CloudIngest.Web.Guard;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace Checkpoint.CloudIngest.Web;

/// <summary>What routes are asked by: told in the API's document, and nothing else is taken.</summary>
internal static class OpenApiParameters
{
    /// <summary>The route takes these, in its address or behind it.</summary>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder route, params IReadOnlyList<Parameter> parameters) =>
        route.WithMetadata([.. parameters]).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var told in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                if (parameters.FirstOrDefault(parameter => parameter.Name == told.Name) is { } parameter)
                    Tell(told, parameter);
            }

            return Task.CompletedTask;
        });

    /// <summary>
    /// Refuses what a route does not take: a filter that is misspelt would else be one that is not there, and the answer about other
    /// things than were asked for. Addresses of pages are passed on, and may be given more by those who pass them on.
    /// </summary>
    public static ValueTask<object?> RefuseOthersAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var endpoint = context.HttpContext.GetEndpoint()!;
        var taken = endpoint.Metadata.GetOrderedMetadata<Parameter>().Select(parameter => parameter.Name).ToList();
        var others = context.HttpContext.Request.Query.Keys.Except(taken, StringComparer.OrdinalIgnoreCase).ToList();
        return others.Count == 0 || IsPassedOn(endpoint) ? next(context) : ValueTask.FromResult<object?>(Refuse(others, taken));
    }

    private static bool IsPassedOn(Endpoint endpoint) => endpoint.Metadata.GetMetadata<OpenRoute>() is not null
        || endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Any(answer => answer.ContentTypes.Contains("text/html"));

    private static IResult Refuse(List<string> others, List<string> taken)
    {
        var query = new QueryFields();
        foreach (var other in others)
            query.Fault(other, $"is not asked for here; {(taken.Count == 0 ? "nothing is" : $"these are: {string.Join(", ", taken)}")}");
        return query.Problem!;
    }

    private static void Tell(OpenApiParameter told, Parameter parameter)
    {
        told.Description = parameter.Text;
        told.Example = JsonValue.Create(parameter.Example);
        if (parameter.Choices is { } choices && told.Schema is OpenApiSchema schema)
            schema.Enum = [.. choices.Select(choice => (JsonNode)JsonValue.Create(choice))];
    }
}
