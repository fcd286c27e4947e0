namespace Checkpoint.DeviceSim.Figures;

/// <summary>What the page says whatever the figures are.</summary>
internal static class ScreeningText
{
    public const string Reading = """
        ## How to read the tables

        - **Feverish** is a core temperature of 37.5 °C or more, **healthy** everybody else.
        - Every share is of *all* people of its kind, whatever became of them: who was asked again and went home, who walked in
          past an amber lamp and who left too early count in the denominator, of sensitivity too.
        - **Called fever** needs two attempts at or above 37.3 °C. **Sent to the volunteer** is the lamp "manual": a contact
          thermometer decides, and what it finds is not in these figures. **Left** is gone without a verdict.
        - **Asked again** is the share who were told to try again at least once: the retry rate.
        - Specificity here says only that a healthy person is not called feverish; how many pass without a volunteer is in
          the column beside it.
        - **s each** is seconds at the sensor, from stepping up to the verdict or to having gone; neither the waiting indoors nor
          the volunteer's check (some eight seconds each) is in it.
        - In brackets is Wilson's 95 % interval: what chance alone may have done. People of one seed share one sensor, so the
          true one is a little wider; what the model itself gets wrong is in none.


        """;

    public const string Assumptions = """
        ## What the model assumes

        - **Core**: healthy people 36.65 ± 0.20 °C with ± 0.25 °C over the day, warmest about 19 h (phase as Harding 2019; sizes
          assumed). Feverish people 37.5 °C and upwards: on average 0.9 °C above that, at most 41 °C (assumed).
        - **Forehead, acclimatised**: a good forehead thermometer reads 0.4 ± 0.15 °C below core. Core and this together give
          the mean of 36.25 and the spread of 0.31 °C of Chen 2020.
        - **Forehead from the cold**: reads too low by an amount that is 0.1475 °C for each degree that it is colder outside
          than 20.5 °C, and dies away with time constants of 0.7 and 4.4 minutes. People differ in it, more so as time goes on: some
          are warm within a minute, some not after five.
        - **Skin**: follows from reading and room by the heat balance T = Ts + k (Ts − Ta), k = 0.19; emissivity 0.98.
        - **Sensor**: a medical MLX90614, noise 0.05 °C, each seed's part wrong by a constant error with half the datasheet's
          promise as its standard deviation (0.1 °C in the warm; outdoors 0.25 °C from 0 °C on, 0.5 °C to −20 °C, 1 °C below). It fills its view with
          the forehead, but for the 3 % whose scarf or hat covers 5 to 30 % of it; most of these bare it when asked again.
        - **Vestibule**: 20 °C, the housing too, with a swing of 0.3 °C. Two air sensors tell the gate the air inside and
          outside. In the straight-through cases everybody has been inside for half a minute.
        - **Conduct**: 1 % leave too early; of those told to try again 5 % go home and 2 % walk in.

        ## What was fitted to what

        Means and spreads of the forehead from the cold were fitted to the five points of Dzien 2020 (92 people from about −3 °C
        into 20.5 °C; readings after 0, 1, 3, 5 and 60 minutes). Measured: 33.17 ± 1.45, 34.90 ± 1.49, 35.77 ± 1.10, 36.08 ± 0.79,
        36.6 ± 0.24 °C. The model gives means within 0.1 °C of these and spreads of 1.46, 1.49, 1.14, 0.75 and 0.24 °C. Nothing
        was fitted to sensitivity or specificity: no study of gates in such cold was found.

        ## What it cannot say

        - **Ten minutes are an interpolation** between the points at five minutes and at an hour, and **everything below about −5 °C an
          extrapolation** in proportion to the cold, from one climate. How many people are still cold after ten minutes decides how
          many fevers are missed there, and nobody has measured it.
        - **The heat balance has a home advantage**: simulated skin obeys the same formula, with the same k, by which the gate then
          estimates. The Melexis curve is judged by a skin that was not made for it. Which is better on people, only people tell.
        - Real foreheads also sweat, blush, wear make-up and have stood in the sun or wind; people stand at wrong distances;
          children are not small adults. None of it is here. Pooled over studies, thermometers of this kind
          found 81 % of fevers (66 to 90 %) with a specificity of 92 % (77 to 98 %) (Aggarwal 2020): take figures above that for what
          they are, a model's. The specificity here especially is a best case.
        - Fevers are drawn from an assumed distribution; more of the mild ones make sensitivity worse.
        - How many of those called feverish truly are depends on how many have fever at all. At 2 in 1000, a specificity of
          99.9 % still gives as many false alarms as true ones.


        """;

    public static string Head(string plot) => $"""
        # How well a gate finds fever

        Figures from the simulator, not from people: what the gate's own screening makes of simulated foreheads, by the cold
        outside and by what people do before they stand at the sensor. Written by a command (see the end); don't edit it by hand.

        ![What becomes of feverish and of healthy people, by temperature outside, site and model]({plot})


        """;

    public static string SettingOf(ScreeningSite site)
    {
        var truth = site.Indoors is { } indoors
            ? $"Everybody has truly been indoors for {FigureFormat.Number(indoors.TotalMinutes, "0.#")} min"
            : "Nobody has been indoors";
        return $"{truth}; the gate's `Screening:LeastIndoors` is {FigureFormat.Number(site.ToldIndoors.TotalMinutes, "0.#")} min.";
    }
}
