using Checkpoint.Contract.Records;
using static Checkpoint.Tests.Hardware.BoardWiring;

namespace Checkpoint.Tests.Hardware.Guest;

/// <summary>
/// Ten people on a board without faults. Foreheads are as the sensor sees them in air of 25.08 °C: 34.2 makes 36.2 °C of
/// body temperature, 35.02 makes 37.15, 35.6 makes 37.9, 32 makes less than 35. Outside it is -15.8 °C.
/// </summary>
internal sealed class TenPeople(Scene scene, GatewayUnderTest gateway)
{
    public const double Normal = 34.2;
    private const double NearThreshold = 35.02;
    private const double Fever = 35.6;
    private const double Cold = 32;

    /// <summary>Longer than the gateway could be taken to read lines late by itself.</summary>
    private static readonly TimeSpan HeldFor = TimeSpan.FromMilliseconds(400);

    /// <summary>PersonForgottenAfter in board.json, and a little.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(3.1);

    public void Come()
    {
        Visitor.Visit(scene, VisitName.ThroughTheDoor, ThroughTheDoor);
        Visitor.Visit(scene, VisitName.Plain, visitor =>
        {
            visitor.BeScreened(Normal, attempts: 1);
            visitor.WalkIn();
            visitor.AwaitPassages(1);
        });
        Visitor.Visit(scene, VisitName.Fever, visitor =>
        {
            visitor.BeScreened(Fever, attempts: 2);
            visitor.Press(VerdictFever, GateEventType.ManualFever);
        });
        Visitor.Visit(scene, VisitName.Cold, visitor =>
        {
            visitor.BeScreened(Cold, attempts: 3);
            visitor.Press(VerdictNormal, GateEventType.ManualNormal);
            visitor.WalkIn();
            visitor.AwaitPassages(1);
        });
        Visitor.Visit(scene, VisitName.Hasty, LeaveEarly);
        Visitor.Visit(scene, VisitName.Followed, visitor =>
        {
            visitor.BeScreened(Normal, attempts: 1);
            visitor.WalkInFollowed();
            visitor.AwaitPassages(2);
        });
        Visitor.Visit(scene, VisitName.Outward, GoOutUnread);
        Visitor.Visit(scene, VisitName.TurnsBack, visitor =>
        {
            visitor.BeScreened(Normal, attempts: 1);
            visitor.TurnBack();
            visitor.WalkIn();
            visitor.AwaitPassages(2);
        });
        Visitor.Visit(scene, VisitName.NearThreshold, ComeOutNormalAtSecondLook);
    }

    /// <summary>A reed contact bounces as it opens and as it closes.</summary>
    private void ThroughTheDoor(Visitor visitor)
    {
        visitor.BeScreened(Normal, attempts: 1);
        scene.Lines.Drive($"{Door}=1,{Door}=0,{Door}=1,{Door}=0,{Door}=1");
        visitor.AwaitEvent(GateEventType.DoorOpened);
        visitor.WalkIn();
        visitor.AwaitPassages(1);
        scene.Lines.Drive($"{Door}=0,{Door}=1,{Door}=0,{Door}=1,{Door}=0");
    }

    private static void LeaveEarly(Visitor visitor)
    {
        visitor.Stand(Normal);
        visitor.AwaitSampling();
        visitor.StepAway();
        visitor.AwaitScreenings(1);
        visitor.LetPass(Forgotten);
    }

    private void GoOutUnread(Visitor visitor)
    {
        gateway.Hold();
        visitor.WalkOut();
        visitor.LetPass(HeldFor);
        gateway.LetGo();
        visitor.AwaitPassages(1);
    }

    private static void ComeOutNormalAtSecondLook(Visitor visitor)
    {
        visitor.Stand(NearThreshold);
        visitor.AwaitScreenings(1);
        visitor.Warm(Normal);
        visitor.AwaitScreenings(2);
        visitor.StepAway();
        visitor.WalkIn();
        visitor.AwaitPassages(1);
    }
}
