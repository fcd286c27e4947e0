using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios;
using static Checkpoint.Tests.Hardware.BoardWiring;

namespace Checkpoint.Tests.Hardware.Guest;

/// <summary>Everything that is done on the board, in its order, in one run of the machine.</summary>
internal sealed class Course
{
    /// <summary>On the disk: a real file system, on which a commit waits for the disk.</summary>
    private const string OutboxFolder = "/mnt/data/checkpoint";

    private const string Outbox = "outbox.db";
    private const string BrokerPort = "1883";
    private const int MostToWarmUp = 8;

    /// <summary>0.92 in the chip's cell 4.</summary>
    private const string OtherEmissivity = "0,0,0,0,60292";

    private readonly string _share;
    private readonly string _configuration = Path.Combine(AppContext.BaseDirectory, "board.json");
    private readonly Scene _scene;
    private readonly GatewayUnderTest _gateway;
    private readonly Doctor _doctor;

    /// <param name="share">Folder where the protocol, the outbox and the gateway's log are left.</param>
    public Course(string share)
    {
        _share = share;
        _scene = new Scene(Path.Combine(OutboxFolder, Outbox));
        _gateway = new GatewayUnderTest(_scene, _configuration, Path.Combine(share, "gateway.log"));
        _doctor = new Doctor(_scene, _configuration, share);
    }

    public void Run()
    {
        try
        {
            Act();
        }
        finally
        {
            foreach (var file in Directory.GetFiles(OutboxFolder, Outbox + "*"))
                File.Copy(file, Path.Combine(_share, Path.GetFileName(file)), overwrite: true);
            _scene.Protocol.Write(Path.Combine(_share, "protocol.json"));
        }
    }

    private void Act()
    {
        _ = ChildProgram.Start(new ChildCommand("/usr/sbin/mosquitto", ["-p", BrokerPort]), Path.Combine(_share, "broker.log"));
        KernelClock.CallItRight();

        // Door shut, housing closed: both contacts hold their line to ground.
        _scene.Lines.Drive($"{Door}=0,{Tamper}=0");
        _gateway.Start("started");
        WarmUp("first start");
        BeKilledWhileGreen();
        WarmUp("second start");
        new TenPeople(_scene, _gateway).Come();
        new Mishaps(_scene, _doctor).Happen();
        BeStoppedWhileGreen();
        _scene.Lines.Drive($"{Presence}=0,{Door}=1,{Tamper}=1");
        Chip.Set("eeprom", OtherEmissivity);
        _doctor.Examine(Ailment.Neglected, () => { });
    }

    /// <summary>
    /// A program that has just started is slow on an emulated processor, and the sensor's drift is not known yet: the first
    /// ones may have to stand there again.
    /// </summary>
    private void WarmUp(string after)
    {
        for (var number = 1; number <= MostToWarmUp; number++)
        {
            var outcome = Visitor.Visit(_scene, $"warming up after the {after}, {number}", visitor =>
            {
                visitor.BeScreened(TenPeople.Normal, attempts: 1);
                visitor.WalkIn();
                visitor.AwaitPassages(1);
            });
            if (outcome == ScreeningOutcome.Normal)
                return;
        }

        _scene.Miss($"warming up after the {after}: nobody is called normal");
    }

    private void BeKilledWhileGreen()
    {
        // A reader that stayed would spare the next start what it has to mend after a kill.
        _scene.Outbox.Close();
        Visitor.Visit(_scene, VisitName.LastBeforeKill, visitor =>
        {
            visitor.Stand(TenPeople.Normal);
            visitor.AwaitLamp(Green);
            _gateway.Kill("killed");
            visitor.StepAway();
            _gateway.Start("started again");
        });
        Visitor.Visit(_scene, VisitName.FirstAfterKill, visitor =>
        {
            visitor.WalkIn();
            visitor.AwaitPassages(1);
        });
        Visitor.Visit(_scene, VisitName.ForcesDoor, visitor =>
        {
            _scene.Lines.Drive($"{Door}=1");
            visitor.AwaitEvent(GateEventType.DoorForced);
            _scene.Lines.Drive($"{Door}=0");
            visitor.AwaitEvent(GateEventType.DoorClosed);
        });
    }

    private void BeStoppedWhileGreen() => Visitor.Visit(_scene, VisitName.LastBeforeStop, visitor =>
    {
        visitor.Stand(TenPeople.Normal);
        visitor.AwaitLamp(Green);
        _gateway.Stop("stopped");
        visitor.StepAway();
    });
}
