using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Maintenance;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Tests.Unit.GateWork;
using Checkpoint.Tests.Unit.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Maintenance;

public sealed class MaintenanceWatchTests : IDisposable
{
    private static readonly MaintenanceNote Note = new(OutboxBench.Noon, true, "wang", "lens cleaned");

    private readonly TestFolder _folder = new();
    private readonly List<(bool IsOn, string Detail)> _switched = [];
    private readonly MaintenanceFiles _files;
    private readonly MaintenanceWatch _watch;

    public MaintenanceWatchTests()
    {
        _files = new MaintenanceFiles(_folder.Path);
        _watch = Watch();
    }

    private string NoteFile => Path.Combine(_folder.Path, MaintenanceNote.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void On_and_off_are_told_once_each_with_who_and_why()
    {
        _watch.Look();
        _files.Begin(Note);
        _watch.Look();
        _watch.Look();
        Assert.True(_watch.IsOn);
        _files.End(new MaintenanceEnd(Note, OutboxBench.Noon.AddHours(1), true, "li", null));
        _watch.Look();
        _watch.Look();
        Assert.False(_watch.IsOn);
        Assert.Equal([(true, "by wang: lens cleaned"), (false, "by li")], _switched);
    }

    [Fact]
    public void A_gateway_that_starts_in_maintenance_knows_at_its_first_look()
    {
        _files.Begin(Note);
        var restarted = Watch();
        restarted.Look();
        Assert.True(restarted.IsOn);
        Assert.Equal([(true, "by wang: lens cleaned")], _switched);
    }

    [Fact]
    public void A_switch_removed_by_hand_is_off_and_nobody_is_named()
    {
        _files.Begin(Note);
        _files.End(new MaintenanceEnd(Note, OutboxBench.Noon, true, "li", null));
        _files.Begin(Note with { Since = OutboxBench.Noon.AddDays(1) });
        _watch.Look();
        File.Delete(NoteFile);
        _watch.Look();
        Assert.Equal((false, ""), _switched[^1]);
    }

    [Fact]
    public void Off_and_on_again_between_two_looks_is_both()
    {
        _files.Begin(Note);
        _watch.Look();
        _files.End(new MaintenanceEnd(Note, OutboxBench.Noon, true, "wang", null));
        _files.Begin(Note with { Since = OutboxBench.Noon.AddMinutes(1), Operator = "li" });
        _watch.Look();
        Assert.Equal([true, false, true], _switched.Select(told => told.IsOn));
        Assert.Equal("by li: lens cleaned", _switched[^1].Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\0\0\0\0")]
    [InlineData("{ \"since\": \"yesterday\", \"is_clock_trusted\": true, \"operator\": \"wang\", \"reason\": null }")]
    [InlineData("{ \"since\": \"2026-02-10T12:00:00Z\", \"is_clock_trusted\": true, \"operator\": \"\", \"reason\": null }")]
    public void A_damaged_switch_is_on_and_says_so_until_it_is_switched_off(string content)
    {
        File.WriteAllText(NoteFile, content);
        _watch.Look();
        Assert.True(_watch.IsOn);
        Assert.StartsWith("maintenance.json can't be read: ", Assert.Single(_switched).Detail, StringComparison.Ordinal);

        _files.End(new MaintenanceEnd(null, OutboxBench.Noon, true, "li", null));
        _watch.Look();
        Assert.Equal((false, "by li"), _switched[^1]);
    }

    [Fact]
    public void A_folder_of_the_switchs_name_is_on_too()
    {
        Directory.CreateDirectory(NoteFile);
        _watch.Look();
        Assert.True(_watch.IsOn);
    }

    [Fact]
    public void A_full_disk_leaves_maintenance_as_it_was_and_says_so()
    {
        File.CreateSymbolicLink($"{NoteFile}.{Environment.ProcessId}.new", "/dev/full");
        Assert.Throws<IOException>(() => _files.Begin(Note));
        Assert.False(_files.Read().IsOn);

        _files.Begin(Note);
        File.CreateSymbolicLink(
            $"{Path.Combine(_folder.Path, MaintenanceEnd.FileName)}.{Environment.ProcessId}.new", "/dev/full");
        Assert.Throws<IOException>(() => _files.End(new MaintenanceEnd(Note, OutboxBench.Noon, true, "li", null)));
        Assert.True(_files.Read().IsOn);
    }

    [Fact]
    public void A_minute_of_which_any_part_was_maintenance_is_no_time_in_service()
    {
        var service = _watch.Outside(new Always());
        Assert.True(service.WasInService());
        _files.Begin(Note);
        _watch.Look();
        Assert.False(service.WasInService());
        _files.End(new MaintenanceEnd(Note, OutboxBench.Noon, true, "li", null));
        _watch.Look();
        Assert.False(service.WasInService());
        Assert.True(service.WasInService());
    }

    [Fact]
    public async Task Records_of_those_who_know_nothing_of_maintenance_are_marked_too()
    {
        var sink = new TestSink();
        var marked = new MarkedSink(sink, _watch);
        await AppendAsync();
        _files.Begin(Note);
        _watch.Look();
        await AppendAsync();
        Assert.Equal([false, true], sink.Records.Select(record => record.Maintenance));

        Task AppendAsync() => marked.AppendAsync([new MadeRecord(Make.Health(), default)], CancellationToken.None);
    }

    private MaintenanceWatch Watch()
    {
        var watch = new MaintenanceWatch(_folder.Path, NullLogger.Instance);
        watch.Switched += (isOn, detail) => _switched.Add((isOn, detail));
        return watch;
    }

    private sealed class Always : IServiceState
    {
        public bool WasInService() => true;
    }
}
