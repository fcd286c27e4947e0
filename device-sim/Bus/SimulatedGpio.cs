using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;

namespace Checkpoint.DeviceSim.Bus;

/// <summary>A chip of lines: the world drives the inputs and watches the outputs, the gateway sees it as a GPIO chip.</summary>
public sealed class SimulatedGpio(IBoardClock clock, int lineCount = SimulatedGpio.BoardLines) : IGpio
{
    /// <summary>GPIO 0 to 27 of a Raspberry Pi's header.</summary>
    public const int BoardLines = 28;

    private readonly Lock _gate = new();
    private readonly bool[] _high = new bool[lineCount];
    private readonly string?[] _consumers = new string?[lineCount];
    private readonly List<SimulatedInputLines> _inputs = [];
    private readonly TaskCompletionSource _inputsTaken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when inputs are first taken: before that, edges are seen by nobody.</summary>
    public Task InputsTaken => _inputsTaken.Task;

    /// <summary>Outputs were set, all of one writing together. Called on the gateway's thread.</summary>
    public event Action? OutputsWritten;

    /// <summary>Puts a level on an input's wire.</summary>
    public void Drive(int offset, bool high)
    {
        lock (_gate)
        {
            if (_high[offset] == high)
                return;
            _high[offset] = high;
            var at = clock.Now.BoottimeMicroseconds;
            foreach (var inputs in _inputs)
                inputs.Changed(offset, high, at);
        }
    }

    public bool IsHigh(int offset)
    {
        lock (_gate)
            return _high[offset];
    }

    public IInputLines RequestInputs(string consumer, IReadOnlyList<InputLine> lines)
    {
        lock (_gate)
        {
            Take(consumer, lines.Select(line => line.Offset));
            var inputs = new SimulatedInputLines(this, [.. lines]);
            _inputs.Add(inputs);
            _inputsTaken.TrySetResult();
            return inputs;
        }
    }

    public IOutputLines RequestOutputs(string consumer, IReadOnlyList<OutputLine> lines)
    {
        lock (_gate)
            Take(consumer, lines.Select(line => line.Offset));
        var outputs = new SimulatedOutputLines(this, [.. lines]);
        outputs.Write(0);
        return outputs;
    }

    public GpioDescription Describe()
    {
        lock (_gate)
        {
            return new GpioDescription(
                "gpiochip0",
                "simulated",
                _consumers.Select((consumer, offset) => new GpioLine(offset, $"GPIO{offset}", consumer ?? "", consumer is not null)).ToList());
        }
    }

    /// <summary>Somebody else has this line.</summary>
    public void Occupy(int offset, string consumer)
    {
        lock (_gate)
            _consumers[offset] = consumer;
    }

    public void Dispose()
    {
    }

    internal void Put(IEnumerable<(int Offset, bool High)> levels)
    {
        lock (_gate)
        {
            foreach (var (offset, high) in levels)
                _high[offset] = high;
        }

        OutputsWritten?.Invoke();
    }

    internal void Release(IEnumerable<int> offsets, SimulatedInputLines? inputs)
    {
        lock (_gate)
        {
            foreach (var offset in offsets)
                _consumers[offset] = null;
            if (inputs is not null)
                _inputs.Remove(inputs);
        }
    }

    private void Take(string consumer, IEnumerable<int> offsets)
    {
        var wanted = offsets.ToArray();
        foreach (var offset in wanted)
        {
            if (offset < 0 || offset >= lineCount)
                throw new LineUnavailableException($"line {offset}: Invalid argument");
            if (_consumers[offset] is not null)
                throw new LineUnavailableException($"line {offset}: Device or resource busy");
        }

        foreach (var offset in wanted)
            _consumers[offset] = consumer;
    }
}
