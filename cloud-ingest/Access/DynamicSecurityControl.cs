using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Checkpoint.Mqtt;

namespace Checkpoint.CloudIngest.Access;

/// <summary>Talks with the plugin: commands go to its control topic, responses come on another, to every administrator.</summary>
internal sealed class DynamicSecurityControl : IAsyncDisposable
{
    private const string CommandTopic = "$CONTROL/dynamic-security/v1";
    private const string ResponseTopic = "$CONTROL/dynamic-security/v1/response";

    /// <summary>The broker is busy for as long as the plugin writes its file, once per command.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    private readonly string _run = RandomNumberGenerator.GetHexString(8);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<CommandResponse>> _waiting = new();
    private IMqttConnection? _connection;
    private int _lastNumber;

    private DynamicSecurityControl()
    {
    }

    /// <exception cref="MqttException">The broker cannot be reached, or refuses the administrator.</exception>
    /// <exception cref="AccessException">This user may not administrate.</exception>
    public static async Task<DynamicSecurityControl> OpenAsync(
        IMqttConnector connector, MqttConnectionOptions administrator, CancellationToken cancellation)
    {
        var control = new DynamicSecurityControl();
        control._connection = await connector.ConnectAsync(administrator, control.OnMessage, cancellation)
            .ConfigureAwait(false);
        MqttReason subscribed = await control._connection
            .SubscribeAsync(ResponseTopic, MqttQos.AtLeastOnce, cancellation).ConfigureAwait(false);
        if (subscribed.IsSuccess)
            return control;
        await control.DisposeAsync().ConfigureAwait(false);
        throw new AccessException($"{administrator.UserName} may not administrate this broker: {subscribed}");
    }

    /// <summary>Sends commands as one message.</summary>
    /// <returns>One response per command, in order.</returns>
    /// <exception cref="MqttException">The connection ended; some commands may have been carried out.</exception>
    /// <exception cref="AccessException">No answer, or not all of it, in time.</exception>
    public async Task<CommandResponse[]> SendAsync(
        IReadOnlyList<DynamicSecurityCommand> commands, CancellationToken cancellation)
    {
        DynamicSecurityCommand[] marked = [.. commands.Select(command => command with { CorrelationData = NextMark() })];
        Task<CommandResponse>[] answers = [.. marked.Select(Expect)];
        byte[] payload = JsonSerializer.SerializeToUtf8Bytes(
            new CommandMessage(marked), DynamicSecurityJson.Default.CommandMessage);
        MqttReason sent = await _connection!
            .PublishAsync(new MqttPublication(CommandTopic, payload), cancellation).ConfigureAwait(false);
        if (!sent.IsSuccess)
            throw new AccessException($"the broker did not take {commands.Count} commands: {sent}");
        return await AwaitAsync(Task.WhenAll(answers), _connection.Closed, cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<CommandResponse[]> AwaitAsync(
        Task<CommandResponse[]> answers, Task<MqttReason> closed, CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAny(answers, closed).WaitAsync(AnswerTimeout, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new AccessException(
                $"no answer from the dynamic-security plugin within {AnswerTimeout.TotalSeconds} s; is it loaded?");
        }
        return answers.IsCompleted
            ? await answers.ConfigureAwait(false)
            : throw new MqttException(await closed.ConfigureAwait(false), "waiting for the dynamic-security plugin");
    }

    private string NextMark() =>
        string.Create(CultureInfo.InvariantCulture, $"{_run}:{Interlocked.Increment(ref _lastNumber)}");

    private Task<CommandResponse> Expect(DynamicSecurityCommand command)
    {
        var answer = new TaskCompletionSource<CommandResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[command.CorrelationData!] = answer;
        return answer.Task;
    }

    private void OnMessage(in MqttMessage message)
    {
        foreach (CommandResponse response in Read(message.Payload))
        {
            if (response.CorrelationData is { } mark && _waiting.TryRemove(mark, out var answer))
                answer.TrySetResult(response);
        }
    }

    private static IReadOnlyList<CommandResponse> Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, DynamicSecurityJson.Default.ResponseMessage)?.Responses ?? [];
        }
        catch (JsonException)
        {
            return []; // not the plugin's; the commands then time out by name
        }
    }
}
