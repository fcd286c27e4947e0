namespace Checkpoint.DeviceSim.Figures;

/// <summary>How people come to the sensor, and what the gate was told of it.</summary>
/// <param name="Name">For the plot.</param>
/// <param name="Title">For the page.</param>
/// <param name="Indoors">How long everybody has truly been in the vestibule; null where there is none.</param>
/// <param name="ToldIndoors">The gate's setting <c>Screening:LeastIndoors</c>.</param>
public sealed record ScreeningSite(string Name, string Title, TimeSpan? Indoors, TimeSpan ToldIndoors)
{
    public static IReadOnlyList<ScreeningSite> All { get; } =
    [
        new("10 min indoors", "Heated vestibule, everybody waits ten minutes in it", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10)),
        new("straight through", "Heated vestibule, people walk straight to the sensor, and the gate knows", TimeSpan.FromMinutes(0.5), TimeSpan.Zero),
        new(
            "straight through, told 10 min",
            "Heated vestibule, people walk straight to the sensor, and the gate was told that they wait",
            TimeSpan.FromMinutes(0.5),
            TimeSpan.FromMinutes(10)),
        new("no vestibule", "No vestibule: sensor, housing and people outdoors", null, TimeSpan.Zero),
    ];
}
