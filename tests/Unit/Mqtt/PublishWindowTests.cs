using Checkpoint.Mqtt.LibMosquitto;

namespace Checkpoint.Tests.Unit.Mqtt;

public sealed class PublishWindowTests
{
    [Fact]
    public void Window_refuses_one_above_its_maximum_and_takes_it_after_an_answer()
    {
        var window = new PublishWindow { Maximum = 2 };

        bool[] reserved = [window.TryReserve(), window.TryReserve(), window.TryReserve(), window.TryReserve()];
        window.Release();

        Assert.Equal([true, true, false, false], reserved);
        Assert.True(window.TryReserve());
        Assert.False(window.TryReserve());
    }
}
