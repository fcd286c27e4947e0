using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

public sealed class LinuxFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LinuxFolder _disk = new();

    private string File => Path.Combine(_folder.Path, "file");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Room_that_is_held_is_there_until_it_is_given_up()
    {
        Assert.True(_disk.TryHold(File, 1 << 20));
        Assert.True(_disk.TryHold(File, 1 << 20));
        Assert.Equal(1 << 20, new FileInfo(File).Length);
        Assert.True(_disk.TryHold(File, 1 << 10));
        Assert.Equal(1 << 20, new FileInfo(File).Length);
        Assert.Equal(1 << 20, _disk.GiveUp(File));
        Assert.Equal(0, _disk.GiveUp(File));
        Assert.False(System.IO.File.Exists(File));
    }

    /// <summary>As a file system that knows no fallocate leaves it.</summary>
    [Fact]
    public void A_file_that_is_long_enough_and_has_no_room_of_the_disk_gets_it()
    {
        using (var sparse = System.IO.File.Create(File))
            sparse.SetLength(1 << 20);
        Assert.True(_disk.TryHold(File, 1 << 20));
        Assert.InRange(BlocksOf(File), (1 << 20) / 512, 2 * (1 << 20) / 512);
    }

    [Fact]
    public void More_room_than_the_disk_has_is_not_held_and_leaves_nothing()
    {
        Assert.False(_disk.TryHold(File, 1L << 50));
        Assert.False(System.IO.File.Exists(File));
        Assert.False(_disk.TryHold(Path.Combine(_folder.Path, "none", "file"), 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(70_001)]
    public void A_copy_of_what_can_be_read_everywhere_is_the_same(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        System.IO.File.WriteAllBytes(File, content);
        Assert.True(_disk.CopyReadable(File, File + ".copy"));
        Assert.Equal(content, System.IO.File.ReadAllBytes(File + ".copy"));
        Assert.ThrowsAny<IOException>(() => _disk.CopyReadable(File + ".none", File + ".copy"));
    }

    /// <summary>Of 512 bytes, that the file has of the disk.</summary>
    private static long BlocksOf(string path)
    {
        using var stat = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%b", path]) { RedirectStandardOutput = true })!;
        return long.Parse(stat.StandardOutput.ReadToEnd(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
