using Checkpoint.CloudIngest;
using Checkpoint.CloudIngest.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Tests.Unit.Hosting;

public sealed class CloudStageTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stage_that_waits_ends_quietly_when_its_host_is_stopped_or_only_disposed(bool stop)
    {
        var log = new HostLog();
        var stage = new Waiting(TimeProvider.System);
        var host = new HostBuilder().ConfigureLogging(logging => logging.AddProvider(log))
            .ConfigureServices(services => services.AddHostedService(_ => stage)).Build();
        await host.StartAsync();
        await stage.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        if (stop)
            await host.StopAsync();
        host.Dispose();
        await stage.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(stage.ExecuteTask.IsCompletedSuccessfully);
        Assert.Equal(stop, stopping.IsCancellationRequested);
        Assert.Empty(log.Faults);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_told_it_is_a_failure_as_any_other()
    {
        using var stage = new Canceled();
        await stage.StartAsync(CancellationToken.None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Every_stage_of_the_cloud_is_one() => Assert.All(
        typeof(CloudStage).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(BackgroundService)) && type != typeof(CloudStage)),
        type => Assert.True(type.IsSubclassOf(typeof(CloudStage)), type.Name));

    private sealed class Waiting(TimeProvider clock) : DueClock("Tests", clock, new ListLogger())
    {
        public TaskCompletionSource Begun { get; } = new();

        protected override Task DoDueAsync(CancellationToken cancellation)
        {
            Begun.TrySetResult();
            return Task.CompletedTask;
        }
    }

    private sealed class Canceled : CloudStage
    {
        protected override Task RunAsync(CancellationToken stoppingToken) => throw new OperationCanceledException();
    }

    private sealed class HostLog : ILoggerProvider
    {
        private readonly ListLogger _log = new();

        public IEnumerable<string> Faults => _log.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text);

        public ILogger CreateLogger(string categoryName) => _log;

        public void Dispose()
        {
        }
    }
}
