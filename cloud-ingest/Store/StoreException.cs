namespace Checkpoint.CloudIngest.Store;

/// <summary>The store could not answer a question; says which fault of the database was the cause.</summary>
public sealed class StoreException(StoreFault fault, Exception? inner = null) : Exception(fault.ToString(), inner)
{
    public StoreFault Fault { get; } = fault;
}
