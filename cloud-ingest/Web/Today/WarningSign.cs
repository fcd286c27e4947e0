using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>How a warning that is not closed stands; another one when something has been done or has come about.</summary>
/// <param name="Place">Of the community, street or district that it lies in.</param>
/// <param name="Notes">Entries of its history.</param>
internal readonly record struct WarningSign(long Id, string Place, WarningState State, DateOnly LastDay, int Notes);
