using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Data;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.Sensors;

/// <summary>The clock passes while the writer waits, and only then: a chip that is asked too soon has not written.</summary>
public sealed class Mlx90614EepromTests : IDisposable
{
    private const ushort Unity = 0xFFFF;
    private const ushort Skin = 0xFAE0;

    private readonly ManualTime _clock = new();
    private readonly SimulatedMlx90614 _chip;
    private readonly SimulatedSmBus _bus = new();
    private readonly List<TimeSpan> _waits = [];
    private Action<int> _whileWaiting = _ => { };

    public Mlx90614EepromTests()
    {
        _chip = new SimulatedMlx90614(clock: _clock);
        _bus.Attach(SimulatedMlx90614.DefaultAddress, _chip);
    }

    public void Dispose() => _bus.Dispose();

    [Fact]
    public void Emissivity_is_erased_written_and_read_back_with_the_datasheets_waits()
    {
        Assert.Equal(new EepromOutcome(EepromStep.Done, SensorFailure.None, Unity, Skin), Eeprom().WriteEmissivity(0.98));

        Assert.Equal((Skin, 2), (_chip.Word(Mlx90614.EmissivityCell), _chip.EepromWrites));
        Assert.Equal(2, _waits.Count);
        Assert.All(_waits, wait => Assert.True(wait >= TimeSpan.FromMilliseconds(5)));
    }

    [Fact]
    public void Address_is_written_and_the_cells_upper_half_is_kept()
    {
        Assert.Equal(new EepromOutcome(EepromStep.Done, SensorFailure.None, 0xBE5A, 0xBE2A), Eeprom().WriteAddress(0x2A));
        Assert.Equal(0xBE2A, _chip.Word(Mlx90614.AddressCell));
    }

    [Fact]
    public void What_is_there_already_is_not_written_again()
    {
        Assert.Equal(EepromStep.AlreadyThere, Eeprom().WriteEmissivity(1).Step);
        Assert.Equal(EepromStep.AlreadyThere, Eeprom().WriteAddress(0x5A).Step);
        Assert.Equal(0, _chip.EepromWrites);
    }

    [Fact]
    public void Reading_never_writes()
    {
        var sensor = new Mlx90614(_bus, new SensorOptions());
        sensor.ReadIdentity(out _);
        sensor.ReadFlags(out _);
        sensor.TestPec(8);
        sensor.ReadObject();
        sensor.ReadAmbient();

        Assert.Equal(0, _chip.EepromWrites);
    }

    [Theory]
    [InlineData(0.09)]
    [InlineData(1.01)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Emissivities_beyond_the_datasheet_are_refused_before_anything_is_sent(double emissivity)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Eeprom().WriteEmissivity(emissivity));
        Assert.Equal(0, _chip.EepromWrites);
    }

    [Theory]
    [InlineData(0x07)]
    [InlineData(0x78)]
    [InlineData(-1)]
    [InlineData(0x15A)]
    public void Addresses_that_are_not_free_are_refused_before_anything_is_sent(int address)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Eeprom().WriteAddress(address));
        Assert.Equal(0, _chip.EepromWrites);
    }

    [Fact]
    public void A_cell_that_cannot_be_read_is_not_touched()
    {
        _bus.Inject(BusFaultKind.BadPec, 100);

        Assert.Equal(new EepromOutcome(EepromStep.Read, SensorFailure.PecMismatch, null, null), Eeprom().WriteEmissivity(0.98));
        Assert.Equal(0, _chip.EepromWrites);
    }

    [Fact]
    public void A_chip_that_does_not_erase_keeps_its_word_and_is_told()
    {
        _chip.EepromFault = EepromFault.NeverErases;

        Assert.Equal(new EepromOutcome(EepromStep.CheckErased, SensorFailure.None, Unity, Unity), Eeprom().WriteEmissivity(0.98));
        Assert.Equal(1, _chip.EepromWrites);
    }

    [Fact]
    public void A_chip_that_does_not_write_leaves_the_cell_erased_and_is_told()
    {
        _chip.EepromFault = EepromFault.NeverWrites;

        Assert.Equal(new EepromOutcome(EepromStep.CheckWritten, SensorFailure.None, Unity, 0), Eeprom().WriteEmissivity(0.98));
    }

    [Fact]
    public void Power_lost_once_the_cell_is_erased_is_told_by_silence_and_the_next_attempt_finds_zero()
    {
        _chip.EepromFault = EepromFault.PowerLostAfterErase;

        Assert.Equal(new EepromOutcome(EepromStep.CheckErased, SensorFailure.Nack, Unity, null), Eeprom().WriteEmissivity(0.98));

        _chip.PowerUp();
        _chip.EepromFault = EepromFault.None;
        Assert.Equal(SensorFailure.None, new Mlx90614(_bus, new SensorOptions()).ReadIdentity(out var identity));
        Assert.Equal(0, identity!.Emissivity);
        Assert.Equal(new EepromOutcome(EepromStep.Done, SensorFailure.None, 0, Skin), Eeprom().WriteEmissivity(0.98));
    }

    [Theory]
    [InlineData(1, EepromStep.CheckErased)]
    [InlineData(2, EepromStep.CheckWritten)]
    public void A_chip_that_falls_silent_in_the_middle_is_told_with_the_step(int wait, EepromStep step)
    {
        _whileWaiting = done => Silence(done == wait ? 100 : 0);

        Assert.Equal(new EepromOutcome(step, SensorFailure.Nack, Unity, null), Eeprom().WriteEmissivity(0.98));
    }

    [Fact]
    public void Writes_that_are_not_acknowledged_leave_the_cell_erased_and_say_so()
    {
        // One good reading finds the cell erased, then nothing is acknowledged until the cell is read again.
        _whileWaiting = wait => _bus.Inject(BusFaultKind.StuckHigh, wait == 1 ? 0 : 1);
        var bus = new SilentWrites(_bus, after: 1);
        var eeprom = new Mlx90614Eeprom(bus, new SensorOptions(), Wait);

        Assert.Equal(new EepromOutcome(EepromStep.Write, SensorFailure.Nack, Unity, 0), eeprom.WriteEmissivity(0.98));
        Assert.Equal(4, bus.Writes);
    }

    [Theory]
    [InlineData(BusFaultKind.Nack)]
    [InlineData(BusFaultKind.BadPec)]
    [InlineData(BusFaultKind.StuckHigh)]
    [InlineData(BusFaultKind.TimedOut)]
    public void A_passing_fault_while_writing_is_mended_by_another_try(BusFaultKind fault)
    {
        _whileWaiting = wait => _bus.Inject(fault, wait <= 2 ? 1 : 0);

        Assert.Equal(EepromStep.Done, Eeprom().WriteEmissivity(0.98).Step);
        Assert.Equal(Skin, _chip.Word(Mlx90614.EmissivityCell));
    }

    [Fact]
    public void A_low_line_that_acknowledges_everything_is_caught_by_reading_back()
    {
        _whileWaiting = _ => _bus.Inject(BusFaultKind.StuckLow, 100);

        var outcome = Eeprom().WriteEmissivity(0.98);

        Assert.Equal((EepromStep.CheckErased, SensorFailure.PecMismatch), (outcome.Step, outcome.Failure));
    }

    [Fact]
    public void Bytes_on_the_wire_are_those_of_the_vectors()
    {
        var rows = Vectors.Read("mlx90614_pec.csv").Where(row => row["kind"] == "write").ToList();
        var written = new List<byte[]>();
        written.AddRange(Written(0x5A, [0xFF, 0xFF], eeprom => eeprom.WriteEmissivity(0.98), 0xFAE0));
        written.AddRange(Written(0x00, [0x2A, 0x00], eeprom => eeprom.WriteAddress(0x5A), 0x005A));

        // The fifth row is the datasheet's example, of a cell that nothing here writes.
        var expected = rows.Where(row => row.Bytes("bytes_on_wire_before_pec")[1] != 0x22)
            .Select(row => Convert.ToHexString([.. row.Bytes("bytes_on_wire_before_pec"), row.Bytes("pec")[0]]));
        Assert.Equal(expected.Order(), written.Select(Convert.ToHexString).Order());
        Assert.Equal(5, rows.Count);
    }

    [Fact]
    public void The_simulated_chip_takes_every_write_vector_and_none_with_another_code()
    {
        var rows = Vectors.Read("mlx90614_pec.csv").Where(row => row["kind"] == "write").ToList();

        Assert.All(rows, row =>
        {
            var wire = row.Bytes("bytes_on_wire_before_pec");
            var chip = new SimulatedMlx90614();
            Assert.False(chip.Write((byte)(wire[0] >> 1), [.. wire[1..], (byte)(row.Bytes("pec")[0] ^ 1)]));
            Assert.Equal(0, chip.EepromWrites);
            Assert.True(chip.Write((byte)(wire[0] >> 1), [.. wire[1..], row.Bytes("pec")[0]]));
        });
    }

    [Fact]
    public void A_chip_asked_before_it_has_settled_has_not_written()
    {
        var eeprom = new Mlx90614Eeprom(_bus, new SensorOptions(), _ => _clock.Advance(TimeSpan.FromMilliseconds(1)));

        Assert.Equal(EepromStep.CheckWritten, eeprom.WriteEmissivity(0.98).Step);
    }

    /// <summary>What a writer sends to a chip of which every reading is told beforehand.</summary>
    private static IEnumerable<byte[]> Written(byte address, byte[] before, Func<Mlx90614Eeprom, EepromOutcome> write, ushort value)
    {
        var options = new SensorOptions { Address = address, CheckPec = false };
        var bus = new RecordedSmBus(
            (BusAnswer.Ok, [.. before, 0]), (BusAnswer.Ok, [0, 0, 0]), (BusAnswer.Ok, [(byte)value, (byte)(value >> 8), 0]));
        Assert.Equal(EepromStep.Done, write(new Mlx90614Eeprom(bus, options, _ => { })).Step);
        return bus.Written.Select(written => (byte[])[(byte)(written[0] << 1), .. written[1..]]);
    }

    private Mlx90614Eeprom Eeprom()
    {
        _waits.Clear();
        return new(_bus, new SensorOptions(), Wait);
    }

    private void Wait(TimeSpan time)
    {
        _waits.Add(time);
        _clock.Advance(time);
        _whileWaiting(_waits.Count);
    }

    private void Silence(int transactions) => _bus.Inject(BusFaultKind.Nack, transactions);

    /// <summary>Acknowledges some writes and then none.</summary>
    private sealed class SilentWrites(ISmBus bus, int after) : ISmBus
    {
        public int Writes { get; private set; }

        public BusAnswer Read(byte address, byte command, Span<byte> response) => bus.Read(address, command, response);

        public BusAnswer Write(byte address, ReadOnlySpan<byte> data) =>
            Writes++ < after ? bus.Write(address, data) : BusAnswer.Nack;

        public void Dispose()
        {
        }
    }
}
