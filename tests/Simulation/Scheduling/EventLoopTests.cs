using System.Threading.Channels;

namespace Checkpoint.Tests.Simulation.Scheduling;

public sealed class EventLoopTests
{
    private readonly EventLoop _loop = new(seed: 1);

    [Fact]
    public void Events_happen_in_the_order_of_their_time()
    {
        var order = new List<long>();
        foreach (var at in (long[])[30, 10, 20])
            _loop.After(at, () => order.Add(_loop.Now));
        _loop.RunUntil(25);
        Assert.Equal([10, 20], order);
        Assert.Equal(25, _loop.Now);
    }

    [Fact]
    public void The_seed_decides_the_order_of_what_is_due_at_once()
    {
        Assert.Equal(Order(1), Order(1));
        Assert.NotEqual(Order(1), Order(2));

        static List<int> Order(int seed)
        {
            var loop = new EventLoop(seed);
            var order = new List<int>();
            for (var i = 0; i < 20; i++)
            {
                var number = i;
                loop.After(5, () => order.Add(number));
            }

            loop.RunUntil(5);
            return order;
        }
    }

    [Fact]
    public void A_killed_process_never_goes_on_and_its_timers_never_fire()
    {
        var process = new SimulatedProcess(_loop, "program", 1);
        var clock = new ProcessClock(process, 0, () => 0);
        var ticks = 0;
        process.Schedule(0, async () =>
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), clock);
                ticks++;
            }
        });
        _loop.RunUntil(35_000);
        Assert.Equal(3, ticks);
        process.Kill();
        _loop.RunUntil(1_000_000);
        Assert.Equal(3, ticks);
    }

    [Fact]
    public void Asynchronous_code_goes_on_in_its_own_process_and_on_the_one_thread()
    {
        var process = new SimulatedProcess(_loop, "program", 1);
        var clock = new ProcessClock(process, 0, () => 0);
        var channel = Channel.CreateBounded<int>(1);
        var threads = new HashSet<int>();
        var read = 0;
        process.Schedule(0, async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), clock);
            for (var i = 0; i < 5; i++)
            {
                await timer.WaitForNextTickAsync();
                process.RequireRunning();
                threads.Add(Environment.CurrentManagedThreadId);
                await channel.Writer.WriteAsync(i);
            }
        });
        process.Schedule(0, async () =>
        {
            while (await channel.Reader.WaitToReadAsync())
            {
                process.RequireRunning();
                threads.Add(Environment.CurrentManagedThreadId);
                read += await channel.Reader.ReadAsync();
            }
        });
        _loop.RunUntil(1_000_000);
        Assert.Equal(0 + 1 + 2 + 3 + 4, read);
        Assert.Equal([Environment.CurrentManagedThreadId], threads);
        Assert.Empty(_loop.Escapes);
    }

    [Fact]
    public void Work_that_leaves_the_thread_is_found()
    {
        var process = new SimulatedProcess(_loop, "program", 1);
        Exception? refused = null;
        var other = new Thread(() => refused = Record.Exception(process.RequireRunning));
        other.Start();
        other.Join();
        Assert.IsType<InvalidOperationException>(refused);
        Assert.Single(_loop.Escapes);
    }

    [Fact]
    public void A_port_is_not_for_another_process()
    {
        var (one, other) = (new SimulatedProcess(_loop, "one", 1), new SimulatedProcess(_loop, "other", 2));
        var failed = new List<string>();
        _loop.Crashed = (process, fault) => failed.Add($"{process?.Name}: {fault.Message}");
        one.Schedule(0, other.RequireRunning);
        other.Schedule(0, other.RequireRunning);
        _loop.RunUntil(0);
        Assert.Equal(["one: other: a port is used while one runs"], failed);
    }

    [Fact]
    public void Events_that_never_let_time_pass_are_an_error_and_no_hang()
    {
        void Again() => _loop.After(0, Again);
        Again();
        Assert.Throws<InvalidOperationException>(() => _loop.RunUntil(1));
    }

    [Fact]
    public void A_timer_of_a_fast_clock_comes_early_and_never_before_its_own_time()
    {
        const long Rate = 50_000;
        var process = new SimulatedProcess(_loop, "program", 1);
        var clock = new ProcessClock(process, Rate, () => 0);
        long fired = 0, shown = 0;
        process.Schedule(0, async () =>
        {
            await Task.Delay(TimeSpan.FromHours(1), clock);
            (fired, shown) = (_loop.Now, clock.GetTimestamp());
        });
        _loop.RunUntil(2 * 3_600_000_000L);
        Assert.InRange(fired, 3_600_000_000 - 180_000 - 10, 3_600_000_000 - 180_000 + 10);
        Assert.InRange(shown, 3_600_000_000, 3_600_000_005);
    }
}
