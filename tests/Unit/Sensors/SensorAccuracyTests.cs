using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Sensors;

public class SensorAccuracyTests
{
    [Theory]
    [InlineData(SensorPart.Medical, 25, 37, 0.2)]
    [InlineData(SensorPart.Medical, 16, 36, 0.2)]
    [InlineData(SensorPart.Medical, 40, 38, 0.2)]
    [InlineData(SensorPart.Medical, 25, 34, 0.3)]
    [InlineData(SensorPart.Medical, 25, 39, 0.3)]
    [InlineData(SensorPart.Medical, 25, 20, 0.5)]
    [InlineData(SensorPart.Medical, 15.9, 37, 0.5)]
    [InlineData(SensorPart.Medical, 40.1, 37, 0.5)]
    [InlineData(SensorPart.Standard, 25, 37, 0.5)]
    [InlineData(SensorPart.Standard, -0.1, 37, 1.0)]
    [InlineData(SensorPart.Medical, -20, 37, 1.0)]
    [InlineData(SensorPart.Medical, -20.1, 37, 2.0)]
    public void The_promise_shrinks_with_the_cold(SensorPart part, double ambient, double body, double expected) =>
        Assert.Equal(expected, SensorAccuracy.Of(part, ambient, body));

    [Theory]
    [InlineData(-40.1)]
    [InlineData(50.1)]
    public void Beyond_the_tables_nothing_is_promised(double ambient) =>
        Assert.Null(SensorAccuracy.Of(SensorPart.Medical, ambient, 37));
}
