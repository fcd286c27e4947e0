using Checkpoint.DeviceSim.Faults.Power;

namespace Checkpoint.Tests.Unit.DeviceSim.Faults.Power;

public sealed class VolatileDiskTests
{
    private const int Sectors = 64;

    private readonly VolatileDisk _disk = new(new byte[Sectors * VolatileDisk.SectorBytes]);

    [Fact]
    public void What_was_flushed_survives_every_cut()
    {
        _disk.Write(0, Filled(Sectors, 1));
        _disk.Flush();

        Assert.All(Cuts(), cut => Assert.All(cut.Image, value => Assert.Equal(1, value)));
        Assert.All(Cuts(), cut => Assert.Equal(0, cut.UnflushedSectors));
    }

    [Fact]
    public void What_was_not_flushed_survives_by_whole_sectors_sometimes_and_sometimes_not()
    {
        _disk.Write(0, Filled(Sectors, 1));
        _disk.Flush();
        _disk.Write(0, Filled(Sectors, 2));

        var cuts = Cuts();

        Assert.All(cuts, cut => Assert.All(cut.Image.Chunk(VolatileDisk.SectorBytes), sector => Assert.Single(sector.Distinct())));
        Assert.All(cuts, cut => Assert.Equal(cut.KeptSectors * VolatileDisk.SectorBytes, cut.Image.Count(value => value == 2)));
        Assert.Contains(cuts, cut => cut.KeptSectors > Sectors * 3 / 4);
        Assert.Contains(cuts, cut => cut.KeptSectors < Sectors / 4);
    }

    [Fact]
    public void A_later_write_may_survive_without_an_earlier_one()
    {
        _disk.Write(0, Filled(1, 1));
        _disk.Write(VolatileDisk.SectorBytes, Filled(1, 2));

        Assert.Contains(Cuts(), cut => cut.Image[0] == 0 && cut.Image[VolatileDisk.SectorBytes] == 2);
    }

    [Fact]
    public void It_is_read_as_written_and_a_cut_changes_nothing_of_it()
    {
        _disk.Write(VolatileDisk.SectorBytes, Filled(1, 7));
        _disk.Cut(new Random(1)).Image.AsSpan().Fill(9);

        Assert.Equal(0, _disk.Read(0, 1)[0]);
        Assert.Equal(7, _disk.Read(VolatileDisk.SectorBytes, 1)[0]);
    }

    private List<DiskCut> Cuts() => [.. Enumerable.Range(1, 40).Select(seed => _disk.Cut(new Random(seed)))];

    private static byte[] Filled(int sectors, byte value)
    {
        var data = new byte[sectors * VolatileDisk.SectorBytes];
        data.AsSpan().Fill(value);
        return data;
    }
}
