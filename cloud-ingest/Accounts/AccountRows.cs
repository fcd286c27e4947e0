using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>Columns by which somebody's rights are read: what can't be read gives none.</summary>
internal static class AccountRows
{
    /// <exception cref="StoreException">No role of this program.</exception>
    public static Role RoleOf(string text) => WireName.TryParse(text, out Role role)
        ? role
        : throw new StoreException(new StoreFault(StoreFaultKind.Unreadable, $"role '{text}'"));

    /// <exception cref="StoreException">No area.</exception>
    public static Area AreaOf(string code)
    {
        if (code.Length == 0)
            return Area.Everything;
        return Area.TryParse(code, out var area) ? area : throw new StoreException(new StoreFault(StoreFaultKind.Unreadable, $"area '{code}'"));
    }
}
