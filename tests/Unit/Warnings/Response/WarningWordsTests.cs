using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.Tests.Unit.Warnings.Response;

public sealed class WarningWordsTests
{
    private static readonly AreaEvaluation Base = new(
        new WarningArea(PlaceLevel.Community, "230103001001", new LocalName("西社区", "West"), "230103001001"),
        EvaluationAnswer.Alarm,
        null,
        new AreaDay(new DateOnly(2026, 2, 10), AreaDayState.Reported, 14, 5_210, 14, 0, 1),
        6.04,
        13,
        14,
        [
            new Signal(WarningMethod.C2, 4.2, 3, null, null, true, 14, 5.5, 5_210),
            new Signal(WarningMethod.BetaBinomial, 0.0002, 0.001, 0.0002, 0.01, true, 14, 6.04, 5_210),
        ]);

    [Fact]
    public void An_alarm_says_first_what_was_counted_and_what_would_be_usual()
    {
        var words = WarningWords.Of(Base, 0.001);

        Assert.Equal("西社区，2月10日：5210人中14人发热，平时约6人；超过13人属偶然的可能不到1‰。", words.Zh);
        Assert.Equal("West, 10 February: 14 with fever among 5210 people; usual would be about 6, and more than 13 come by chance less than once in 1000 days.", words.En);
    }

    [Fact]
    public void What_volunteers_confirmed_and_what_is_missing_is_said_behind()
    {
        var words = WarningWords.Of(Base with { Today = Base.Today with { State = AreaDayState.Partial, Screened = 10, Confirmed = 14, Coverage = 0.957 } }, 0.001);

        Assert.EndsWith("卡口筛出10人，体温计复测确认14人。当天数据不全（有数据的时间占95%），实际可能更多。", words.Zh, StringComparison.Ordinal);
        Assert.EndsWith(" Gates found 10; confirmed by contact thermometer: 14. Part of the day is missing (95% of the time was covered): there may be more.", words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_a_sentence_about_three_days_it_is_said_of_which_day_that_is()
    {
        var words = WarningWords.Of(
            Base with
            {
                Signals = [Base.Signals[0] with { Method = WarningMethod.BetaBinomialThreeDays }],
                Today = Base.Today with { State = AreaDayState.Partial, Screened = 2, Confirmed = 2, Coverage = 0.957 },
            },
            0.001);

        Assert.EndsWith("平时约5.5人。其中2月10日卡口筛出2人，体温计复测确认2人。2月10日数据不全（有数据的时间占95%），实际可能更多。", words.Zh, StringComparison.Ordinal);
        Assert.EndsWith(
            " On 10 February gates found 2; confirmed by contact thermometer: 2. Part of 10 February is missing (95% of the time was covered): there may be more.",
            words.En,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WarningMethod.C1, "西社区，2月10日：14人发热，此前一周平均每天约5.5人。", "West, 10 February: 14 with fever; on a day of the week before it was about 5.5.")]
    [InlineData(WarningMethod.C3, "西社区，截至2月10日的三天，每天发热人数明显多于此前一周。", "West, three days to 10 February: more with fever each day than in the week before.")]
    [InlineData(WarningMethod.Cusum, "西社区，截至2月10日，发热人数连日略多于平时。", "West, to 10 February: for some days a few more with fever than usual.")]
    [InlineData(WarningMethod.BetaBinomialThreeDays, "西社区，截至2月10日的三天：5210人中14人发热，平时约5.5人。", "West, three days to 10 February: 14 with fever among 5210 people; usual would be about 5.5.")]
    public void Each_method_has_its_sentence(WarningMethod method, string zh, string en) =>
        Assert.Equal(new LocalName(zh, en), WarningWords.Of(Base, Base.Signals[0] with { Method = method }, 0.001));

    [Fact]
    public void A_normal_day_and_each_reason_why_it_can_t_be_told_have_words_in_both_languages()
    {
        var (normal, missing) = (Base with { Answer = EvaluationAnswer.Normal, Expected = 0.04 }, Base with { Answer = EvaluationAnswer.InsufficientData });

        Assert.Equal(new LocalName("西社区，2月10日：5210人中14人发热，平时不到0.1人，没有异常。", "West, 10 February: 14 with fever among 5210 people, usual would be fewer than 0.1: nothing unusual."), WarningWords.Of(normal, 0.001));
        Assert.Equal("West, 10 February: 14 with fever among 5210 people: nothing unusual.", WarningWords.Of(normal with { Expected = null }, 0.001).En);
        var words = Enum.GetValues<Insufficiency>().Select(reason => WarningWords.Of(missing with { Insufficiency = reason }, 0.001)).ToList();
        Assert.Equal(words.Count, words.Select(word => word.Zh).Distinct().Count());
        Assert.All(words, word => Assert.Matches("(无法判断).*\\|.*(can't be told|too few)", $"{word.Zh}|{word.En}"));
    }

    /// <summary>Statistics come behind the words, not in them.</summary>
    [Fact]
    public void No_jargon_is_in_the_words()
    {
        foreach (var method in Enum.GetValues<WarningMethod>())
        {
            var words = WarningWords.Of(Base, Base.Signals[0] with { Method = method }, 0.001);
            Assert.DoesNotMatch("(?i)sigma|binomial|cusum|baseline|p-value|σ|基线|标准差", words.Zh + words.En);
        }
    }
}
