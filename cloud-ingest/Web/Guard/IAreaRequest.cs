namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>A request body that names places.</summary>
public interface IAreaRequest
{
    /// <summary>
    /// Each field that names a gate, community, street or district, with its value; null for everything. A field that is
    /// absent and changes nothing is left out.
    /// </summary>
    IEnumerable<(string Field, string? Code)> Places();
}
