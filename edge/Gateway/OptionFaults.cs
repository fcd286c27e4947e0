using System.Globalization;

namespace Checkpoint.Gateway;

/// <summary>Collects the faults of one section of the configuration.</summary>
public sealed class OptionFaults(string section)
{
    private readonly List<OptionFault> _faults = [];

    public IReadOnlyList<OptionFault> All => _faults;

    public void Require(bool holds, string name, string problem)
    {
        if (!holds)
            _faults.Add(new OptionFault($"{section}:{name}", problem));
    }

    /// <summary>Not a number, and both ends included.</summary>
    public void Within(double value, double least, double most, string name, string unit) => Require(
        value >= least && value <= most,
        name,
        string.Create(CultureInfo.InvariantCulture, $"{value} is not between {least} and {most} {unit}").TrimEnd());

    public void Within(TimeSpan value, TimeSpan least, TimeSpan most, string name) =>
        Require(value >= least && value <= most, name, $"{value} is not between {least} and {most}");

    public void Defined<TValue>(TValue value, string name)
        where TValue : struct, Enum => Require(
            Enum.IsDefined(value), name, $"{value} is not one of {string.Join(", ", Enum.GetNames<TValue>())}");
}
