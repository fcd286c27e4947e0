using Checkpoint.Contract.Records;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Doctor;
using Checkpoint.Gateway.Maintenance;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Unit.Outbox;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;

namespace Checkpoint.Tests.Unit.Doctor;

public sealed class BoardFindingTests : IDisposable
{
    private readonly DoctorBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_chip_of_lines_that_cannot_be_opened_is_named()
    {
        _bench.GpioFault = "Permission denied";

        Assert.Equal("/dev/gpiochip0: Permission denied", (await _bench.FindAsync("lines"))!.Seen);
        Assert.Null(await _bench.FindAsync("line_levels"));
    }

    [Fact]
    public async Task A_line_that_is_missing_or_taken_is_named_by_its_setting()
    {
        _bench.Settings["Lines:GreenLine"] = "40";
        _bench.Gpio.Occupy(17, "spi0 CS0");

        var found = await _bench.FindAsync("lines");

        Assert.Equal(
            "Lines:Presence:Line: line 17 is in use by 'spi0 CS0'; Lines:GreenLine: line 40 does not exist: gpiochip0 has lines 0 to 27",
            found!.Seen);
        Assert.Equal(FindingResult.Fail, found.Result);
    }

    [Fact]
    public async Task Lines_of_the_running_gateway_are_as_they_should_be_and_stay_its_own()
    {
        using var outbox = Open();
        using var lines = _bench.Gpio.RequestInputs(LineCheck.Consumer, [new InputLine(17, LineBias.AsIs, false, TimeSpan.Zero)]);

        Assert.Equal("gpiochip0 (simulated): 7 lines there, with the running gateway", (await _bench.FindAsync("lines"))!.Seen);
        Assert.Equal("not read: the gateway has them", (await _bench.FindAsync("line_levels"))!.Seen);
    }

    [Fact]
    public async Task Lines_that_another_gateway_has_stand_in_the_way()
    {
        _bench.Gpio.Occupy(17, LineCheck.Consumer);

        Assert.Equal(FindingResult.Fail, (await _bench.FindAsync("lines"))!.Result);
    }

    [Fact]
    public async Task Lines_are_free_again_after_the_doctor()
    {
        Assert.Equal("nobody present, outer beam free, inner beam free", (await _bench.FindAsync("line_levels"))!.Seen);
        Assert.DoesNotContain(_bench.Gpio.Describe().Lines, line => line.IsUsed);
    }

    [Fact]
    public async Task Inputs_that_stay_active_are_told_with_what_to_do()
    {
        _bench.Settings["Lines:Tamper:Line"] = "24";
        _bench.Gpio.Drive(17, high: true);
        _bench.Gpio.Drive(24, high: true);

        var found = await _bench.FindAsync("line_levels");

        Assert.Equal("presence active, outer beam free, inner beam free, tamper loop open", found!.Seen);
        Assert.Equal(FindingResult.Warn, found.Result);
        Assert.Contains("tamper: close the housing", found.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_was_active_for_a_moment_is_not_stuck()
    {
        _bench.Gpio.Drive(17, high: true);
        _bench.WhileWaiting = () => _bench.Gpio.Drive(17, high: false);

        Assert.Equal(FindingResult.Pass, (await _bench.FindAsync("line_levels"))!.Result);
    }

    [Fact]
    public async Task Maintenance_that_was_forgotten_is_a_warning()
    {
        new MaintenanceFiles(_bench.Data).Begin(new MaintenanceNote(OutboxBench.Noon, true, "Li Na", "new sensor"));

        var found = await _bench.FindAsync("maintenance");

        Assert.Equal(FindingResult.Warn, found!.Result);
        Assert.Contains("Li Na", found.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_nobody_sets_is_a_warning()
    {
        _bench.IsClockSynchronised = false;

        Assert.Equal(FindingResult.Warn, (await _bench.FindAsync("clock"))!.Result);
    }

    [Theory]
    [InlineData(false, FindingResult.Warn)]
    [InlineData(true, FindingResult.Fail)]
    public async Task A_date_that_cannot_be_is_graver_where_certificates_are_checked(bool tls, FindingResult expected)
    {
        _bench.Connector = new RefusingConnector(MqttReason.FromLocal("connection refused"));
        _bench.Time.Advance(TimeSpan.FromDays(365 * 80));
        if (tls)
            _bench.Settings["Broker:CaFile"] = "/etc/ca.pem";

        Assert.Equal(expected, (await _bench.FindAsync("date"))!.Result);
    }

    [Theory]
    [InlineData("tmpfs")]
    [InlineData("ramfs")]
    public async Task A_folder_that_is_gone_with_the_power_is_a_failure(string format)
    {
        _bench.Disk.Format = format;

        Assert.Equal($"{_bench.Data} is on {format}, which is gone with the power", (await _bench.FindAsync("outbox_folder"))!.Seen);
    }

    [Fact]
    public async Task A_folder_on_an_overlay_is_a_warning()
    {
        _bench.Disk.Format = "overlay";

        Assert.Equal(FindingResult.Warn, (await _bench.FindAsync("outbox_folder"))!.Result);
    }

    [Fact]
    public async Task A_disk_that_is_read_only_or_another_users_is_a_failure()
    {
        _bench.Disk.Refusal = new IOException("Read-only file system");
        Assert.Equal($"{_bench.Data} can't be written: Read-only file system", (await _bench.FindAsync("outbox_folder"))!.Seen);

        _bench.Disk.Refusal = new UnauthorizedAccessException("Access denied");
        Assert.Equal(FindingResult.Fail, (await _bench.FindAsync("outbox_folder"))!.Result);
    }

    [Theory]
    [InlineData(8L << 30, FindingResult.Pass)]
    [InlineData(100L << 20, FindingResult.Warn)]
    [InlineData(15L << 20, FindingResult.Fail)]
    [InlineData(null, FindingResult.Pass)]
    public async Task A_disk_is_to_have_room_for_all_that_the_outbox_may_hold(long? free, FindingResult expected)
    {
        _bench.Disk.Free = free;

        Assert.Equal(expected, (await _bench.FindAsync("outbox_folder"))!.Result);
    }

    [Fact]
    public async Task A_folder_that_is_yet_to_be_made_is_looked_for_above()
    {
        _bench.Settings["Outbox:Folder"] = $"{_bench.Data}/a/b";

        var found = await _bench.FindAsync("outbox_folder");

        Assert.StartsWith($"{_bench.Data}/a/b (made at the first start)", found!.Seen, StringComparison.Ordinal);
        Assert.False(Directory.Exists($"{_bench.Data}/a"));
    }

    [Fact]
    public void The_disk_itself_is_written_to_and_left_as_it_was()
    {
        using var folder = new TestFolder();
        var disk = new LinuxDisk();
        disk.TryWriting(folder.Path);

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Assert.NotNull(disk.FormatOf(folder.Path));
        Assert.True(disk.FreeBytes(folder.Path) > 0);
        Assert.Throws<DirectoryNotFoundException>(() => disk.TryWriting(Path.Combine(folder.Path, "none")));
        Assert.Equal("tmpfs", disk.FormatOf("/dev/shm"));
    }

    [Fact]
    public async Task An_outbox_at_work_is_read_without_disturbing_it()
    {
        using var outbox = Open();
        for (var i = 0; i < 3; i++)
            await outbox.AppendAsync([new Gateway.Outbox.MadeRecord(new GateEvent { Type = GateEventType.DoorOpened }, _bench.Clock.Now)], CancellationToken.None);
        _bench.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal("3 records wait for the cloud, the oldest for 30 min", (await _bench.FindAsync("outbox"))!.Seen);

        _bench.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(FindingResult.Warn, (await _bench.FindAsync("outbox"))!.Result);
        await outbox.AppendAsync([new Gateway.Outbox.MadeRecord(new GateEvent { Type = GateEventType.DoorClosed }, _bench.Clock.Now)], CancellationToken.None);
        Assert.Equal(4, outbox.Depth);
    }

    [Fact]
    public async Task An_outbox_that_is_closed_is_read_too()
    {
        using (var outbox = Open())
            await outbox.AppendAsync([new Gateway.Outbox.MadeRecord(new GateEvent { Type = GateEventType.DoorOpened }, _bench.Clock.Now)], CancellationToken.None);

        Assert.StartsWith("1 record waits for the cloud", (await _bench.FindAsync("outbox"))!.Seen, StringComparison.Ordinal);
        Open().Dispose();
    }

    [Fact]
    public async Task An_outbox_that_was_never_begun_passes() =>
        Assert.Equal("none yet: made at the first start", (await _bench.FindAsync("outbox"))!.Seen);

    [Fact]
    public async Task A_damaged_outbox_is_a_failure()
    {
        await File.WriteAllTextAsync(Path.Combine(_bench.Data, "outbox.db"), new string('x', 8192));

        var found = await _bench.FindAsync("outbox");

        Assert.Equal(FindingResult.Fail, found!.Result);
        Assert.StartsWith("damaged: ", found.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_a_gateway_runs_is_told_by_its_lock()
    {
        Assert.False((await _bench.RunAsync()).GatewayRunning);
        using (Open())
            Assert.True((await _bench.RunAsync()).GatewayRunning);
        Assert.False((await _bench.RunAsync()).GatewayRunning);
    }

    private GateOutbox Open() => GateOutbox.Open(_bench.Options.Outbox, "board-1", OutboxBench.Zone(), _bench.Clock);
}
