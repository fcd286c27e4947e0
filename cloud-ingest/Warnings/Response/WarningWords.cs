using System.Globalization;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>
/// What an evaluation says, for people who are no statisticians: what was counted and what would have been usual. The
/// statistics stand behind it, in the signals.
/// </summary>
internal static class WarningWords
{
    /// <summary>Why it warns, or why not, or why that can't be told.</summary>
    /// <param name="alpha">Of the tests of shares.</param>
    public static LocalName Of(AreaEvaluation evaluation, double alpha)
    {
        var (today, signals) = (evaluation.Today, evaluation.Signals);
        return evaluation.Answer switch
        {
            EvaluationAnswer.InsufficientData => Insufficient(evaluation),
            EvaluationAnswer.Alarm when signals.OrderBy(Weight).First(signal => signal.Alarm) is var leading =>
                Join([Of(evaluation, leading, alpha), .. Remarks(today, ofSeveral: leading.Method is not (WarningMethod.BetaBinomial or WarningMethod.C1 or WarningMethod.C2))]),
            _ => Join([Usual(evaluation), .. Remarks(today, ofSeveral: false)]),
        };
    }

    /// <summary>What one method found, as a sentence.</summary>
    public static LocalName Of(AreaEvaluation evaluation, Signal signal, double alpha)
    {
        var (name, day) = (evaluation.Area.Name, Day(evaluation.Today.Day));
        var usual = signal.Expected is { } expected ? Amount(expected) : new LocalName("", "");
        return signal.Method switch
        {
            WarningMethod.BetaBinomial => Text(
                $"{name.Zh}，{day.Zh}：{signal.Persons}人中{signal.Observed}人发热，平时{usual.Zh}；超过{evaluation.Upper}人属偶然的可能不到{Chance(alpha).Zh}。",
                $"{name.En}, {day.En}: {signal.Observed} with fever among {signal.Persons} people; usual would be {usual.En}, and more than {evaluation.Upper} come by chance less than once in {Chance(alpha).En} days."),
            WarningMethod.BetaBinomialThreeDays => Text(
                $"{name.Zh}，截至{day.Zh}的三天：{signal.Persons}人中{signal.Observed}人发热，平时{usual.Zh}。",
                $"{name.En}, three days to {day.En}: {signal.Observed} with fever among {signal.Persons} people; usual would be {usual.En}."),
            WarningMethod.C1 or WarningMethod.C2 => Text(
                $"{name.Zh}，{day.Zh}：{signal.Observed}人发热，此前一周平均每天{usual.Zh}。",
                $"{name.En}, {day.En}: {signal.Observed} with fever; on a day of the week before it was {usual.En}."),
            WarningMethod.C3 => Text(
                $"{name.Zh}，截至{day.Zh}的三天，每天发热人数明显多于此前一周。",
                $"{name.En}, three days to {day.En}: more with fever each day than in the week before."),
            _ => Text(
                $"{name.Zh}，截至{day.Zh}，发热人数连日略多于平时。",
                $"{name.En}, to {day.En}: for some days a few more with fever than usual."),
        };
    }

    private static LocalName Usual(AreaEvaluation evaluation)
    {
        var (name, day, today) = (evaluation.Area.Name, Day(evaluation.Today.Day), evaluation.Today);
        var usual = evaluation.Expected is { } expected ? Amount(expected) : null;
        return Text(
            $"{name.Zh}，{day.Zh}：{today.Persons}人中{today.Fevers}人发热，{(usual is null ? "" : $"平时{usual.Zh}，")}没有异常。",
            $"{name.En}, {day.En}: {today.Fevers} with fever among {today.Persons} people{(usual is null ? "" : $", usual would be {usual.En}")}: nothing unusual.");
    }

    private static LocalName Insufficient(AreaEvaluation evaluation)
    {
        var (name, day, today) = (evaluation.Area.Name, Day(evaluation.Today.Day), evaluation.Today);
        return evaluation.Insufficiency switch
        {
            Insufficiency.DayMissing => Text(
                $"{name.Zh}，{day.Zh}：没有收到任何数据，无法判断。", $"{name.En}, {day.En}: nothing has come, so it can't be told."),
            Insufficiency.DayPartial => Text(
                $"{name.Zh}，{day.Zh}：只有{Percent(today.Coverage)}%的时间有数据，已知的{today.Fevers}人发热没有异常，其余无法判断。",
                $"{name.En}, {day.En}: only {Percent(today.Coverage)}% of the time was covered; the {today.Fevers} with fever so far are not unusual, of the rest it can't be told."),
            _ => Text(
                $"{name.Zh}，{day.Zh}：{today.Persons}人中{today.Fevers}人发热；此前已知的天数太少，无法判断是否异常。",
                $"{name.En}, {day.En}: {today.Fevers} with fever among {today.Persons} people; too few of the days before are known to tell what is usual."),
        };
    }

    /// <param name="ofSeveral">They follow a sentence about several days, of which this is the last: then they name it.</param>
    private static IEnumerable<LocalName> Remarks(AreaDay today, bool ofSeveral)
    {
        var day = Day(today.Day);
        if (today.Confirmed > 0)
        {
            yield return Text(
                $"{(ofSeveral ? $"其中{day.Zh}" : "")}卡口筛出{today.Screened}人，体温计复测确认{today.Confirmed}人。",
                $"{(ofSeveral ? $" On {day.En} gates" : " Gates")} found {today.Screened}; confirmed by contact thermometer: {today.Confirmed}.");
        }

        if (today.State == AreaDayState.Partial)
        {
            yield return Text(
                $"{(ofSeveral ? day.Zh : "当天")}数据不全（有数据的时间占{Percent(today.Coverage)}%），实际可能更多。",
                $" Part of {(ofSeveral ? day.En : "the day")} is missing ({Percent(today.Coverage)}% of the time was covered): there may be more.");
        }
    }

    /// <summary>A test of shares is said first: it is the one that counts people among people.</summary>
    private static int Weight(Signal signal) => signal.Method switch
    {
        WarningMethod.BetaBinomial => 0,
        WarningMethod.BetaBinomialThreeDays => 1,
        _ => 2,
    };

    private static LocalName Join(IEnumerable<LocalName> parts) =>
        parts.Aggregate(new LocalName("", ""), (whole, part) => new LocalName(whole.Zh + part.Zh, whole.En + part.En));

    private static LocalName Amount(double expected) => expected < 0.1
        ? new LocalName("不到0.1人", "fewer than 0.1")
        : Text($"约{expected:0.#}人", $"about {expected:0.#}");

    private static LocalName Day(DateOnly day) => Text($"{day:M月d日}", $"{day:d MMMM}");

    private static LocalName Chance(double alpha) => Text($"{alpha * 1000:0.##}‰", $"{1 / alpha:0}");

    private static string Percent(double share) => Math.Floor(100 * share).ToString(CultureInfo.InvariantCulture);

    private static LocalName Text(FormattableString zh, FormattableString en) =>
        new(zh.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));
}
