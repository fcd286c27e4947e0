namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>In which pages are printed.</summary>
public enum Language
{
    /// <summary>Chinese.</summary>
    Zh = 1,

    /// <summary>English.</summary>
    En = 2,
}
