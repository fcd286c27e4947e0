namespace Checkpoint.CloudIngest.Web.Screenings;

/// <summary>Which screenings come first.</summary>
public enum ScreeningOrder
{
    Oldest = 1,

    Newest = 2,
}
