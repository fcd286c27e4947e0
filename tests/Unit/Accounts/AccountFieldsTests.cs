using Checkpoint.CloudIngest.Accounts;

namespace Checkpoint.Tests.Unit.Accounts;

public sealed class AccountFieldsTests
{
    [Theory]
    [InlineData("wang.wei")]
    [InlineData("王伟")]
    [InlineData("王伟2")]
    [InlineData("a")]
    [InlineData("W-1_x@huayuan")]
    public void Names_of_people_here_can_be_used(string name) => Assert.Null(AccountFields.NameProblem(name));

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("", "missing")]
    [InlineData(" wang", "must be of")]
    [InlineData("wang wei", "must be of")]
    [InlineData(".wang", "must be of")]
    [InlineData("wang\n", "must be of")]
    [InlineData("wang\0", "must be of")]
    [InlineData("<b>wang</b>", "must be of")]
    [InlineData("wang' OR '1'='1", "must be of")]
    [InlineData("wаng", "must be of")] // Cyrillic а
    [InlineData("ｗａｎｇ", "must be of")]
    [InlineData("wang\u200B", "must be of")]
    [InlineData("\u202Egnaw", "must be of")]
    [InlineData("wang😀", "must be of")]
    public void Others_are_told_what_is_wrong(string? name, string problem) =>
        Assert.Contains(problem, AccountFields.NameProblem(name), StringComparison.Ordinal);

    [Fact]
    public void A_name_has_an_end()
    {
        Assert.Null(AccountFields.NameProblem(new string('a', AccountFields.MaxNameLength)));
        Assert.Contains("at most 64", AccountFields.NameProblem(new string('a', AccountFields.MaxNameLength + 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("nine snowy gates at dawn")]
    [InlineData("冬天社区门口有九个志愿者在量体温")]
    [InlineData("my password has more than that")]
    public void Long_passwords_of_any_kind_can_be_used(string password) => Assert.Null(PasswordRules.Problem(password, "wang"));

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("", "missing")]
    [InlineData("fourteen chars", "15 to 128")]
    [InlineData("冬天社区门口有九个志愿者", "15 to 128")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "guessed")]
    [InlineData("ababababababababab", "guessed")]
    [InlineData("abcdefghijklmnopqrst", "guessed")]
    [InlineData("passwordpassword1", "guessed")]
    [InlineData("1234567890123456789", "guessed")]
    [InlineData("Qwertyuiop123456", "guessed")]
    [InlineData("wangwangwangwang1", "guessed")]
    [InlineData("CheckpointAdmin2026", "guessed")]
    [InlineData("has a control\u0007 character", "control")]
    public void Short_and_common_ones_can_t(string? password, string problem) =>
        Assert.Contains(problem, PasswordRules.Problem(password, "wang"), StringComparison.Ordinal);

    [Fact]
    public void A_password_has_an_end()
    {
        var longest = string.Concat(Enumerable.Range(0, 16).Select(i => $"{i:x}-snowy."))[..PasswordRules.MaxLength];
        Assert.Null(PasswordRules.Problem(longest, "wang"));
        Assert.Contains("15 to 128", PasswordRules.Problem(longest + "x", "wang"), StringComparison.Ordinal);
    }

    [Fact]
    public void Those_that_are_made_can_be_used_and_differ()
    {
        var made = Enumerable.Range(0, 50).Select(_ => Passwords.Generate()).ToList();
        Assert.All(made, password => Assert.Null(PasswordRules.Problem(password, "wang")));
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("everything")]
    [InlineData("ALL")]
    [InlineData("23010")]
    public void An_area_is_said_and_never_meant_by_leaving_it_out(string? text) => Assert.NotNull(AccountFields.AreaProblem(text, out _));
}
