namespace Checkpoint.CloudIngest.Web;

/// <summary>Refusals that name the parameter or field which is to blame, as problem details.</summary>
internal static class Answers
{
    /// <summary>409: as things are, it can't be done.</summary>
    public static IResult Conflict(string name, string problem) => Results.Problem(
        $"{name}: {problem}",
        statusCode: StatusCodes.Status409Conflict,
        title: "This can't be done now.",
        extensions: new Dictionary<string, object?> { ["errors"] = Errors(name, problem) });

    /// <summary>400 for one field.</summary>
    public static IResult Faulty(string name, string problem) => Results.ValidationProblem(Errors(name, problem), title: "Some fields can't be used.");

    private static Dictionary<string, string[]> Errors(string name, string problem) => new() { [name] = [problem] };
}
