using System.Text.Json;
using Checkpoint.CloudIngest.Settings;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>
/// A request's JSON object, read key by key so that all faults are told at once by field. An endpoint takes one as a
/// parameter; a body that is none never gets there.
/// </summary>
internal sealed class RequestBody
{
    /// <summary>Of every request to the API: what people type, never data.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    private readonly List<KeyFault> _faults = [];

    private readonly JsonElement? _object;

    private RequestBody(JsonElement? json, IResult? refusal)
    {
        (_object, Refusal) = (json, refusal);
        Fields = new JsonFields(json, "", _faults);
    }

    /// <summary>Why this is no body at all; null when it is one.</summary>
    public IResult? Refusal { get; }

    /// <summary>Call <see cref="JsonFields.Finish"/> when all keys are read.</summary>
    public JsonFields Fields { get; }

    /// <summary>RFC 9457 problem with the faults of each field; null when there is none.</summary>
    public IResult? Problem => _faults.Count == 0 ? null : ProblemOf(_faults);

    /// <summary>The texts of a field, one or a list of them, as the area check sees them; null when it holds anything else.</summary>
    public IReadOnlyList<string>? Texts(string field)
    {
        if (_object is not { } json || !json.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) =>
                [.. value.EnumerateArray().Select(one => one.GetString()!)],
            _ => null,
        };
    }

    /// <summary>What minimal APIs bind a parameter by.</summary>
    public static async ValueTask<RequestBody> BindAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            return Refused(StatusCodes.Status415UnsupportedMediaType, "Content-Type must be application/json.");
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, Options, context.RequestAborted);
            ReadTexts(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new RequestBody(document.RootElement.Clone(), null)
                : new RequestBody(null, ProblemOf([new KeyFault("body", "must be an object")]));
        }
        catch (JsonException exception)
        {
            return new RequestBody(null, ProblemOf([new KeyFault("body", $"is not JSON: {exception.Message}")]));
        }
        catch (InvalidOperationException)
        {
            return new RequestBody(null, ProblemOf([new KeyFault("body", "has a text with half a surrogate pair, which is no character")]));
        }
        catch (BadHttpRequestException exception)
        {
            return Refused(exception.StatusCode, exception.Message);
        }
    }

    /// <exception cref="InvalidOperationException">A text or key that is no Unicode; parsing alone lets it through.</exception>
    private static void ReadTexts(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            _ = json.GetString();
        foreach (var property in json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : default)
        {
            _ = property.Name;
            ReadTexts(property.Value);
        }

        foreach (var element in json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : default)
            ReadTexts(element);
    }

    private static RequestBody Refused(int status, string detail) => new(null, Results.Problem(detail, statusCode: status));

    private static IResult ProblemOf(IEnumerable<KeyFault> faults) => Results.ValidationProblem(
        faults.GroupBy(fault => fault.Key).ToDictionary(group => group.Key, group => group.Select(fault => fault.Problem).ToArray()),
        title: "Some fields can't be used.");
}
