using System.Diagnostics;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Maintenance;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Tests.Unit.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.GateWork;

/// <summary>Files that others put in place, and what may stand there instead.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "maintenance.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pipe_is_told_and_not_waited_for()
    {
        Make("mkfifo");
        var fault = Assert.Throws<IOException>(() => RegularFile.Read(File, 10));
        Assert.Equal("a pipe or a device, not a file", fault.Message);
    }

    [Fact]
    public void A_pipe_in_place_of_the_maintenance_file_does_not_hold_its_watcher_up()
    {
        Make("mkfifo");
        var watch = new MaintenanceWatch(_folder.Path, NullLogger<MaintenanceWatch>.Instance);
        watch.Look();
        Assert.True(watch.IsOn);
    }

    [Theory]
    [InlineData("12345", 5, null)]
    [InlineData("123456", 5, "6 bytes, more than 5")]
    public void A_file_is_read_up_to_its_limit(string content, int mostBytes, string? fault)
    {
        System.IO.File.WriteAllText(File, content);
        if (fault is null)
            Assert.Equal(content.Length, RegularFile.Read(File, mostBytes).Length);
        else
            Assert.Equal(fault, Assert.Throws<IOException>(() => RegularFile.Read(File, mostBytes)).Message);
    }

    [Fact]
    public void A_folder_a_link_to_itself_and_nothing_are_told_apart()
    {
        Assert.Throws<FileNotFoundException>(() => RegularFile.Read(File, 5));
        System.IO.File.CreateSymbolicLink(File, File);
        Assert.Contains("symbolic link", Assert.Throws<IOException>(() => RegularFile.Read(File, 5)).Message, StringComparison.Ordinal);
        System.IO.File.Delete(File);
        Directory.CreateDirectory(File);
        Assert.True(Record.Exception(() => RegularFile.Read(File, 5)) is IOException or UnauthorizedAccessException);
    }

    [Theory]
    [InlineData("secret\nmore", "secret")]
    [InlineData("secret\r\n", "secret")]
    [InlineData("", "")]
    public void A_password_is_the_first_line_of_its_file(string content, string password)
    {
        System.IO.File.WriteAllText(File, content);
        Assert.Equal(password, Broker().ForConnection().Password);
    }

    [Fact]
    public void A_password_file_that_a_power_cut_has_left_full_of_zeros_is_told_and_stops_nothing_else()
    {
        System.IO.File.WriteAllBytes(File, new byte[32]);
        var fault = Assert.Throws<IOException>(() => Broker().ForConnection());
        Assert.Equal($"password file {File}: zero bytes in it: put it there anew", fault.Message);
    }

    private BrokerOptions Broker() => new() { Host = "broker", Port = 1883, UserName = "gate-1", PasswordFile = File };

    private void Make(string command)
    {
        using var made = Process.Start(command, [File]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }
}
