using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

public sealed class DurableFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "small.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_full_disk_is_told_by_name_and_leaves_the_old_file_whole_and_nothing_else()
    {
        DurableFile.Write(File, "old"u8);

        // What would be written first lies on a device that is always full.
        System.IO.File.CreateSymbolicLink($"{File}.{Environment.ProcessId}.new", "/dev/full");
        var fault = Assert.Throws<IOException>(() => DurableFile.Write(File, "new"u8));
        Assert.Contains("small.json could not be written: No space left on device", fault.Message, StringComparison.Ordinal);
        Assert.Equal("old", System.IO.File.ReadAllText(File));
        Assert.Equal([File], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_by_name()
    {
        var fault = Assert.Throws<IOException>(() => DurableFile.Write(Path.Combine(_folder.Path, "gone", "small.json"), "new"u8));
        Assert.Contains("small.json could not be written", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_program_left_behind_is_no_obstacle()
    {
        System.IO.File.WriteAllText($"{File}.{Environment.ProcessId}.new", new string('x', 1000));
        DurableFile.Write(File, "new"u8);
        Assert.Equal("new", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task Many_writers_at_once_leave_one_of_their_contents_whole()
    {
        var contents = Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 1000 * (i + 1))).ToList();
        await Task.WhenAll(contents.Select(content => Task.Run(() => DurableFile.Write(File, System.Text.Encoding.ASCII.GetBytes(content)))));
        Assert.Contains(System.IO.File.ReadAllText(File), contents);
    }

    [Fact]
    public void Removing_says_whether_there_was_anything()
    {
        DurableFile.Write(File, "x"u8);
        Assert.True(DurableFile.Delete(File));
        Assert.False(DurableFile.Delete(File));
    }
}
