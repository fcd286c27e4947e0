using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>What a webhook is sent, as JSON.</summary>
/// <param name="Path">Of the API, where all of it is found.</param>
/// <param name="Day">The first that alarmed.</param>
/// <param name="Why">The latest alarm in words, Chinese and English.</param>
/// <param name="Observed">Fevers of the latest alarm's day.</param>
public sealed record WebhookBody(
    WarningEvent Event,
    DateTimeOffset At,
    long Warning,
    string Path,
    PlaceLevel Level,
    string Code,
    LocalName Name,
    string Place,
    WarningState State,
    DateOnly Day,
    DateOnly LastAlarmDay,
    LocalName Why,
    int? Observed,
    int? Persons,
    double? Expected,
    int? Upper,
    Conclusion? Conclusion)
{
    public static WebhookBody Of(WarningEvent happened, Warning warning, DateTimeOffset at, double alpha)
    {
        var latest = warning.Last.Evaluation;
        return new WebhookBody(
            happened,
            at,
            warning.Id,
            $"/api/v1/warnings/{warning.Id}",
            warning.Area.Level,
            warning.Area.Code,
            warning.Area.Name,
            warning.Area.Place,
            warning.State,
            warning.Day,
            warning.Last.Day,
            WarningWords.Of(latest, alpha),
            latest.Today.Fevers,
            latest.Today.Persons,
            latest.Expected,
            latest.Upper,
            warning.Conclusion);
    }
}
