namespace Checkpoint.Gateway.Configuration;

/// <summary>The configuration can't be used; says all that is wrong with it.</summary>
public sealed class ConfigurationException(IReadOnlyList<OptionFault> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<OptionFault> Faults { get; } = faults;
}
