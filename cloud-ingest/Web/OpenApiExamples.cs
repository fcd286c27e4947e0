using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Checkpoint.CloudIngest.Web;

/// <summary>Examples in the API's document: values of the very types, written as answers are.</summary>
internal static class OpenApiExamples
{
    private const string Json = "application/json";

    /// <summary>What the route may answer with status 200 or 201.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, object example) => route.With(
        example,
        operation => operation.Responses is { } all && (all.TryGetValue("200", out var answer) || all.TryGetValue("201", out answer)) ? answer.Content : null);

    /// <summary>What the route may be sent.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, object example) => route.With(example, operation => operation.RequestBody?.Content);

    private static RouteHandlerBuilder With(this RouteHandlerBuilder route, object example, Func<OpenApiOperation, IDictionary<string, OpenApiMediaType>?> content) =>
        route.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            if (content(operation) is { } contents && contents.TryGetValue(Json, out var media))
                media.Example = Written(example, context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
            return Task.CompletedTask;
        });

    private static JsonNode? Written(object example, JsonSerializerOptions options) => JsonSerializer.SerializeToNode(example, example.GetType(), options);
}
