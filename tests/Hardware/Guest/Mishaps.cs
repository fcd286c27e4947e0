using Checkpoint.Contract.Records;
using static Checkpoint.Tests.Hardware.BoardWiring;

namespace Checkpoint.Tests.Hardware.Guest;

/// <summary>What else happens at a gate: haste, a cut wire, no mains, and a bus that has every fault in turn.</summary>
internal sealed class Mishaps(Scene scene, Doctor doctor)
{
    public static readonly IReadOnlyList<BusFault> Faults =
        [BusFault.Nack, BusFault.WrongPec, BusFault.StuckHigh, BusFault.StuckLow, BusFault.ErrorFlag, BusFault.Timeout];

    /// <summary>Every third transaction: no reading fails all of its three tries.</summary>
    public const int NowAndThen = 3;

    public const int Always = 1;

    /// <summary>As board_i2c has it at first.</summary>
    private const int Noise = 2;

    public void Happen()
    {
        Visitor.Visit(scene, VisitName.Hurries, BreakBothBeamsAtOnce);
        Visitor.Visit(scene, VisitName.Tampers, visitor =>
            visitor.Change(Tamper, GateEventType.Tamper, level: 1, GateEventType.TamperRestored));
        Visitor.Visit(scene, VisitName.PowerCut, visitor =>
            visitor.Change(PowerFail, GateEventType.PowerLost, level: 0, GateEventType.PowerRestored));
        doctor.Examine(Ailment.None, () => { });
        foreach (var fault in Faults)
        {
            BeScreenedUnder(fault, NowAndThen);
            Chip.Fail(fault, Always);
            doctor.Examine($"{fault}", () => BeScreenedUnder(fault, Always));
            Chip.Mend();
        }

        Chip.Set("noise", 0);
        doctor.Examine(Ailment.StuckSensor, () => Visitor.Visit(
            scene, VisitName.StuckSensor, visitor => visitor.BeScreened(TenPeople.Normal, attempts: 1)));
        Chip.Set("noise", Noise);
    }

    /// <summary>
    /// Two edges within microseconds: the kernel's threads may hand them over in either order, and the count of a movement
    /// depends on it.
    /// </summary>
    private void BreakBothBeamsAtOnce(Visitor visitor)
    {
        visitor.BeScreened(TenPeople.Normal, attempts: 1);
        scene.Lines.Drive($"{BeamOutside}=0,{BeamInside}=0");
        scene.Lines.Drive($"{BeamOutside}=1,{BeamInside}=1");
        visitor.AwaitPassages(1);
    }

    private void BeScreenedUnder(BusFault fault, int every)
    {
        Chip.Fail(fault, every);
        Visitor.Visit(scene, VisitName.Under(fault, every), fault, every, visitor =>
            visitor.BeScreened(TenPeople.Normal, attempts: 1));
    }
}
