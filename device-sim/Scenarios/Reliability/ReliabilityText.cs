namespace Checkpoint.DeviceSim.Scenarios.Reliability;

/// <summary>What the page says whatever the figures are.</summary>
internal static class ReliabilityText
{
    public const string Head = """
        # What becomes of records when things break

        A gate's record counts as delivered only when the database has it. Here the system is broken on purpose, again and again,
        and afterwards every field of every record in the database is compared with what the simulator wrote down as it happened.
        Written by a command (see the end); don't edit it by hand.


        """;

    public const string PlantedBugs = """
        ## Would it be noticed?

        A test that finds nothing may be blind. So bugs are planted, one line of production code each, kept as patches in
        `tests/Simulation/Mutations`, and seeds that were fixed before and that the code passes must notice.


        """;

    public const string Reading = """
        Clopper and Pearson's upper bound, one-sided; where nothing was lost it is about 3 divided by the number of tries. **Per trial**
        is the figure to hold on to: what is meant is one such fault at a gate at work. **Per record** takes records for independent
        of each other, which those of one fault are not; it tells how many were looked at, no more.

        Not seen is not impossible. A run of this length does not find a fault that shows once in ten times as many trials, and a fault
        of a kind that is not in the table is not in the figures either.

        ## How to read the table

        - A **trial** is one fault, at a random moment while records are made and sent; in the simulation it is a whole history of them.
        - **Made** is by the gates' own last word, **stored** by the database. They differ by what was found.
        - **Lost**: the gate had called it durable, or its lamp had told somebody, and the database does not have it when all has
          drained. A record that a gate was just writing when it was struck may be there or not; if it is, it must be whole.
        - **Doubled**: the database has it twice, under whatever time or place.
        - **Wrongly timed**: its time is further from the true one than its own `time_error_us`, or than is allowed.
        - **Other findings**: another field differs, a record of nobody, a summary that counts too much, a verdict joined to the wrong
          person, records that don't arrive at all in the time given.


        """;

    public const string Limits = """
        ## What is real and what is simulated

        - **Kill**: every process is the real one, on this machine's kernel and disk. The kernel survives, so what was written
          without a sync survives too; only power cuts test that.
        - **Power cut**: gates, broker and cloud (with the embedded store) run in a virtual machine with Debian's kernel and ext4. Its disk
          has a volatile cache: whatever was not flushed is lost, kept, or kept in part at the cut, by chance, down to single sectors of
          512 bytes. A cut is a moment: the disk as it would be found, and the truth up to then. A freshly booted kernel checks
          it, as boards do (e2fsck), and mounts it; the real programs go on with it on this computer until all has drained, and
          the audit reads what they have stored. The machine stands still meanwhile and then works on to the next cut; every
          fifteenth ends it, and it boots from what that cut left. So cuts of one site share its history. Starting up is cut only
          in the other campaigns. Not simulated: sectors that are themselves damaged, a disk that lies about a flush, wear. The
          emulated machine is so slow that people in a hurry see the lamp of whoever stood there before them: who was told what is
          not compared here.
        - **Network**: real processes; a proxy slows, delays, silences in one direction or both, cuts and refuses their connections. In network
          namespaces the kernel's own TCP meets a route that is gone, one way or both, a cable that is out, another address. Packets are
          lost there all or none for a while; none come out of order.
        - **Simulation**: the production code of gateway and ingest, one thread, virtual time; network, broker, store, disk and clock are
          models. It alone tests wrong clocks: elsewhere all parts share the one clock of their machine, and only the travel of time
          from cloud to gate is tested.
        - **Cards put back from an image** come in the simulation alone. What was made since and had not reached the database is gone with the
          other card, which no audit counts as lost. What the image has, and the card that went on has told too, has one name and comes once.
          What the last boots before the image made comes twice, with its counts, if they never knew the time: either card works out
          another time for it, and by their time records of two cards with one name are told apart. Where a copy was started anew
          between working that time out and its next welcome, they come twice under one name.
        - People, chips and wires are simulated throughout, at many times the rate of a real gate.


        """;
}
