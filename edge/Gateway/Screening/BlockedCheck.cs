namespace Checkpoint.Gateway.Screenings;

/// <summary>A covered lens sees its own cover: people read as warm as the sensor itself.</summary>
internal sealed class BlockedCheck(DoubtOptions options)
{
    private int _attempts;

    public string? Doubt => _attempts >= options.BlockedAttempts
        ? $"blocked: {_attempts} attempts in a row read as warm as the sensor itself"
        : null;

    public void OnMeasured(int surfaceCentiC, int ambientCentiC)
    {
        if (ambientCentiC >= ScreeningOptions.CentiC(options.BlockedBelowC))
            return;
        var isCover = Math.Abs(surfaceCentiC - ambientCentiC) <= ScreeningOptions.CentiC(options.BlockedWithinC);
        _attempts = isCover ? _attempts + 1 : 0;
    }
}
