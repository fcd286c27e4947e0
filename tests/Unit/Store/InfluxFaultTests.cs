using System.Net;
using System.Net.Sockets;
using System.Text;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Influx;
using Checkpoint.Contract;
using Checkpoint.Tests.Unit.Contract;

namespace Checkpoint.Tests.Unit.Store;

/// <summary>What a database may answer, and how the fault is named.</summary>
public sealed class InfluxFaultTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public InfluxFaultTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("500 Internal Server Error", "{\"error\":\"engine is closed\"}", StoreFaultKind.ServerError)]
    [InlineData("503 Service Unavailable", "", StoreFaultKind.ServerError)]
    [InlineData("400 Bad Request", "{\"error\":\"partial write: points beyond retention policy dropped=1\"}", StoreFaultKind.PartialWrite)]
    [InlineData("400 Bad Request", "{\"error\":\"unable to parse\"}", StoreFaultKind.Refused)]
    [InlineData("413 Request Entity Too Large", "", StoreFaultKind.Refused)]
    [InlineData("401 Unauthorized", "{\"error\":\"authorization failed\"}", StoreFaultKind.Unauthorized)]
    [InlineData("403 Forbidden", "", StoreFaultKind.Unauthorized)]
    [InlineData("404 Not Found", "{\"error\":\"database not found\"}", StoreFaultKind.NoDatabase)]
    [InlineData("200 OK", "hello", StoreFaultKind.Unreadable)]
    public async Task A_write_that_is_not_answered_204_is_a_fault_by_name(string status, string body, StoreFaultKind expected)
    {
        var fault = await WriteAsync($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        Assert.Equal(expected, fault?.Kind);
    }

    [Fact]
    public async Task A_database_that_says_nothing_is_timed_out() =>
        Assert.Equal(StoreFaultKind.TimedOut, (await WriteAsync(answer: "", TimeSpan.FromMilliseconds(500)))?.Kind);

    [Fact]
    public async Task A_database_that_is_not_there_is_unreachable()
    {
        _listener.Stop();
        await using var store = Open();
        Assert.Equal(StoreFaultKind.Unreachable, (await store.WriteAsync([Batch], CancellationToken.None))?.Kind);
        Assert.Equal(StoreFaultKind.Unreachable, (await store.ProbeAsync(CancellationToken.None))?.Kind);
    }

    [Fact]
    public async Task A_204_is_no_fault() => Assert.Null(await WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"));

    [Theory]
    [InlineData("{\"results\":[{\"statement_id\":0,\"error\":\"database not found: x\"}]}", StoreFaultKind.NoDatabase)]
    [InlineData("{\"results\":[{\"statement_id\":0,\"error\":\"query interrupted\"}]}", StoreFaultKind.Refused)]
    [InlineData("{\"results\":[{\"series\"", StoreFaultKind.Unreadable)]
    [InlineData("{}", StoreFaultKind.Unreadable)]
    public async Task An_error_inside_a_querys_answer_is_a_fault_by_name(string body, StoreFaultKind expected)
    {
        var answering = AnswerAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        await using var store = Open();
        var exception = await Assert.ThrowsAsync<StoreException>(() => store.GatesAsync(CancellationToken.None));
        Assert.Equal(expected, exception.Fault.Kind);
        (await answering).Dispose();
    }

    private static PlacedBatch Batch => new(
        GateId.Parse("gate-1"), SampleRecords.Stream, new Place("230103", "230103001", "230103001001"), SampleRecords.OfEveryKind());

    /// <param name="patience">Long by default: a busy machine is no silent database.</param>
    private InfluxRecordStore Open(TimeSpan? patience = null) => new(new InfluxOptions
    {
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"),
        Database = "x",
        Timeout = patience ?? TimeSpan.FromSeconds(30),
    });

    private async Task<StoreFault?> WriteAsync(string answer, TimeSpan? patience = null)
    {
        var answering = AnswerAsync(answer);
        await using var store = Open(patience);
        var fault = await store.WriteAsync([Batch], CancellationToken.None);
        (await answering).Dispose();
        return fault;
    }

    /// <summary>Takes one request's head, then answers with these bytes; a client that has gone gets none.</summary>
    private async Task<TcpClient> AnswerAsync(string answer)
    {
        var client = await _listener.AcceptTcpClientAsync();
        var request = new byte[64 * 1024];
        var length = 0;
        while (!Encoding.ASCII.GetString(request, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await client.GetStream().ReadAsync(request.AsMemory(length));
            if (read == 0)
                return client;
            length += read;
        }

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        return client;
    }
}
