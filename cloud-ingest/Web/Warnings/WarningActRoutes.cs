using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Web.Guard;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>The quick response: what people do with warnings. Each act stays in the warning's history.</summary>
internal static class WarningActRoutes
{
    private const string Note = "note";

    private const string Text = "text";

    public static void Map(IEndpointRouteBuilder api)
    {
        Post(api, "acknowledge", "Takes an open warning up", Acknowledge).Accepts<AcknowledgementBody>("application/json").Takes(WarningExamples.Acknowledgement);
        Post(api, "notes", "Tells what was done or found; of a closed warning as well", FollowUp).Accepts<FollowUpBody>("application/json").Takes(WarningExamples.FollowUp);
        Post(api, "close", "Closes a warning with a conclusion", Close).Accepts<ClosingBody>("application/json").Takes(WarningExamples.Closing);
        Post(api, "reopen", "Opens a closed warning again", Reopen).Accepts<ReopeningBody>("application/json").Takes(WarningExamples.Reopening);
    }

    private static RouteHandlerBuilder Post(IEndpointRouteBuilder api, string act, string summary, Delegate handler) =>
        api.MapPost($"/warnings/{{id:long}}/{act}", handler).WithSummary(summary).Asks(WarningRoutes.WarningId).Produces<WarningDetailItem>().Answers(WarningExamples.Detail)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ForPeople(RouteRules.Officials, WarningRoutes.OfWarning);

    private static IResult Acknowledge(long id, RequestBody body, Viewer viewer, WarningActs acts, WarningBook book, WarningPlan plan)
    {
        var note = body.Lines(Note, WarningNote.MaxText, required: false);
        body.Fields.Finish();
        return body.Problem ?? Answer(id, acts.Acknowledge(id, note, Actor.Of(viewer)), viewer, book, plan);
    }

    private static IResult FollowUp(long id, RequestBody body, Viewer viewer, WarningActs acts, WarningBook book, WarningPlan plan)
    {
        var text = body.Lines(Text, WarningNote.MaxText, required: true);
        body.Fields.Finish();
        return body.Problem ?? Answer(id, acts.FollowUp(id, text, Actor.Of(viewer)), viewer, book, plan);
    }

    private static IResult Close(long id, RequestBody body, Viewer viewer, WarningActs acts, WarningBook book, WarningPlan plan)
    {
        var word = body.Fields.RequiredText("conclusion");
        if (!WireName.TryParse(word, out Conclusion conclusion) && word.Length > 0)
            body.Fields.Fault("conclusion", $"must be one of {string.Join(", ", Enum.GetValues<Conclusion>().Select(one => WireName.Of(one)))}, is '{word}'");
        var note = body.Lines(Note, WarningNote.MaxText, required: true);
        body.Fields.Finish();
        return body.Problem ?? Answer(id, acts.Close(id, conclusion, note, Actor.Of(viewer)), viewer, book, plan);
    }

    private static IResult Reopen(long id, RequestBody body, Viewer viewer, WarningActs acts, WarningBook book, WarningPlan plan)
    {
        var note = body.Lines(Note, WarningNote.MaxText, required: true);
        body.Fields.Finish();
        return body.Problem ?? Answer(id, acts.Reopen(id, note, Actor.Of(viewer)), viewer, book, plan);
    }

    private static IResult Answer(long id, WarningOutcome outcome, Viewer viewer, WarningBook book, WarningPlan plan) => outcome switch
    {
        WarningOutcome.Done => TypedResults.Ok(WarningDetailItem.Of(book.Find(id, viewer.Area)!, plan.Statistics.Alpha)),
        WarningOutcome.OtherState => Answers.Conflict("state", $"is {WireName.Of(book.Find(id, viewer.Area)!.Warning.State)}"),
        WarningOutcome.AnotherIsOpen => Answers.Conflict("state", "a later warning of this area is not closed: go on with that"),
        WarningOutcome.TooManyNotes => Answers.Conflict("notes", "there are too many"),
        _ => Results.Problem(statusCode: StatusCodes.Status404NotFound),
    };
}
