using static Checkpoint.DeviceSim.Figures.FigureFormat;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>What the page says whatever the figures are.</summary>
internal static class EarlyWarningText
{
    public const string Methods = """
        ## What is compared

        Each morning the fevers of the day before are held against those of days before. The methods differ in what they take for usual.

        - **EARS C1, C2, C3** (Hutwagner 2003; CDC's Early Aberration Reporting System). C1 warns of a day that lies more than three standard
          deviations above the mean of the seven days before it; C2 leaves two days out between, in which the outbreak may have begun already;
          C3 adds up what C2 was above one on three days, and warns above two. They count fevers only, not among how many people they were. A standard
          deviation is never taken for less than 0.5.
        - **CUSUM** (Page 1954; for counts Lucas 1985; for many small areas Rogerson and Yamada 2004) adds up, day after day, what is above the mean by more
          than half a standard deviation, and warns above four. It is made for small rises that last.
        - **Beta-binomial, one day and three days.** How likely are so many fevers or more among so many people, if their share is that of fourteen days
          (two days left out between)? Warns where that is less likely than one in a thousand. It knows how many people came, so a Sunday or a half day is no surprise.
        - **The service**: both beta-binomial tests together, with two things more. Shares are allowed to differ from day to day beyond
          chance, by a quarter of themselves (`warnings.shareSpread`; the beta distribution is made as much wider, after Skellam 1948).
          And since a district asks the same question of many gates at once, of the answers of one level only those are
          believed that leave at most one in a hundred false ones among them, by the rule of Benjamini and Hochberg (1995; `warnings.falseDiscoveryRate`).


        """;

    public const string Reading = """
        ## How to read the tables

        - **False warnings a year**: warnings opened while nothing went round. An alarm within a week of another of the same gate or area belongs to the
          same warning, as in the service.
        - **By chance within 14 days**: how often there is a warning in a fortnight without an outbreak. What a method finds of
          an outbreak is worth what it is *above* this figure: a method that always warns finds everything.
        - **Fevers**: how many are found at the community's gates in all, beyond the usual ones, if the outbreak runs its
          course of a month. The tenth day has most; see below how many have come by then.
        - **Within 7 days, within 14 days**: outbreaks of which a warning was given, %. **Day**: by which day half of all outbreaks had been
          noticed, and in brackets a quarter and three quarters; ">14" is later than was looked. A day's warning comes on the morning after.


        """;

    public const string Settings = """
        ## Why the settings are what they are

        Warnings that nobody believes are worse than none. So what a community's officials see of false ones should stay below about two a year,
        and among settings that keep to that, those are better that find more. All levels together, any of which may warn:


        """;

    public const string Spread = """
        The tests as they are in books, with chance alone (spread 0), warn most where most people are: among thousands, chance is so
        narrow that a change in the weather is a wonder. A smaller probability does not mend that: it takes from
        small communities what it spares large ones. A day-to-day spread does: where few fevers are usual it hardly matters, where many are it
        decides. A false discovery rate of 5 % changed nothing in districts of up to fifty gates, since the tests' own limit, one in a thousand, was the
        stricter; 1 % spares the 36 gates of a district here many false warnings and costs some outbreaks, fewer than one in ten. C2 beside the tests
        would bury them. Least σ, guard band and thresholds of C1, C2, C3 and CUSUM stay the published ones, so that they can be compared
        with other people's: who turns them on finds above what that costs.

        ## If days differ more, or less, than assumed

        False warnings per community and year, all levels together. Where days differ twice as much as assumed, 0.25 is too little for large communities:
        raise `warnings.shareSpread` there.


        """;

    public static readonly string Assumptions = $"""
        ## What the model assumes

        - **Fevers**: 0.3 % of those screened on average, 0.1 % in the best season and 0.5 % in the worst, as a smooth swing over the year. That is the range the
          simulator has always assumed; airports have seen far less (0.002 %, Korea 2014), and gates of communities have not been counted.
        - **Days differ**: beyond chance the share differs from day to day by 10 % (the whole district at once), 15 % (each community) and 15 % (each gate),
          23 % together for a gate. These are assumptions, and what is decided by them is told above.
        - **People**: fewer at weekends (85 % on Saturday, 75 % on Sunday), 5 % up or down besides. Gates take 50, 30 and 20 %; with 200 persons a day there is one gate.
        - **Missing**: a gate falls silent about twice a year, for one to three days; one day in fifty misses 10 to 60 % of its hours.
        - **Outbreaks**: in one community, on top of everything else, over about a month, the tenth day with most (a gamma curve, shape 5, scale 2.5 days):
          {Percent(new Share((long)Math.Round(1000 * PlantedOutbreak.ShareWithin(7)), 1000))} % of all fevers come within 7 days and {Percent(new Share((long)Math.Round(1000 * PlantedOutbreak.ShareWithin(14)), 1000))} % within 14. So of 60 fevers about {Number(60 * PlantedOutbreak.ShareWithin(7), "0")} can be known after a week.

        ## What it cannot say

        - **How many people are ill behind one fever found.** Who is ill goes out less, and gates miss some ([screening.md](screening.md)): if two in five still go out and four in
          five of these are found, three are ill for each fever that comes to a gate once. None of the sizes above is a number of patients.
        - **Whether your days differ as these do.** Nothing here was fitted to counts of real gates, for there are none to be had. After two months of your
          own, `checkpoint-cloud evaluate --csv` shows what each method would have made of them; count its alarms.
        - **What a holiday, a cold snap, a wave of influenza or a wrongly set sensor does.** A season that rises faster than this smooth one gives warnings
          that are no mistake, and a fault of a sensor gives some that are.
        - **What a slow outbreak does.** One that takes two months to grow becomes what is usual before it is noticed: the baseline is fourteen days.
        - **How quickly people act.** Days end with the warning, not with what is done about it.

        ## Sources

        - Hutwagner L, Thompson W, Seeman GM, Treadwell T (2003). The bioterrorism preparedness and response Early Aberration Reporting System (EARS). J Urban Health 80, i89–i96.
        - Page ES (1954). Continuous inspection schemes. Biometrika 41, 100–115. Lucas JM (1985). Counted data CUSUM's. Technometrics 27, 129–144.
        - Rogerson PA, Yamada I (2004). Approaches to syndromic surveillance when data consist of small regional counts. MMWR 53 (Suppl), 79–85.
        - Benjamini Y, Hochberg Y (1995). Controlling the false discovery rate. J R Stat Soc B 57, 289–300.
        - Skellam JG (1948). A probability distribution derived from the binomial distribution by regarding the probability of success as variable between the sets of trials. J R Stat Soc B 10, 257–261.
        - Tokars JI et al. (2009). Enhancing time-series detection algorithms for automated biosurveillance. Emerg Infect Dis 15, 533–539: longer baselines and
          denominators find more at the same rate of alarms. Fricker RD, Hegler BL, Dunfee DA (2008). Stat Med 27, 3407–3429: CUSUM before EARS at the same rate.


        """;

    public static string Head(string plot) => $"""
        # How soon an outbreak is noticed, and how often for nothing

        Figures from the simulator, not from people: what the service's early warning makes of simulated days of a district's gates. Written by a
        command (see the end); don't edit it by hand.

        ![False warnings a year and outbreaks noticed, by method, size of community and of outbreak]({plot})


        """;

    public static string Levels(string plot) => $"""
        ## The service, by level

        A warning may be of a gate, of the community, of its street or of the district. False warnings are those of one such gate or area; in
        the last row of all of them together, per community, so that a community with one gate is counted once for the gate and once for itself. The outbreak is in one community; a warning of a gate counts when it is one of that community's.

        ![By which day of an outbreak the service has warned, by level, size of community and of outbreak]({plot})


        """;
}
