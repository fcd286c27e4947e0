namespace Checkpoint.Contract.Csv;

/// <summary>A table can't be used; the message names the line, the column and what is wrong.</summary>
public sealed class CsvException(string message) : Exception(message);
