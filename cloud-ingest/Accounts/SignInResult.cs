namespace Checkpoint.CloudIngest.Accounts;

/// <summary>What came of a sign-in.</summary>
/// <param name="Account">Null when it failed.</param>
/// <param name="Secret">What the browser shows from now on.</param>
/// <param name="Wait">Nothing was tried: wait as long.</param>
public sealed record SignInResult(Account? Account, string? Secret, TimeSpan? Wait);
