using Checkpoint.Tests.Hardware.Guest;

namespace Checkpoint.Tests.Hardware;

/// <summary>The part that runs on the board: <c>Checkpoint.Tests.Hardware FOLDER</c> leaves its protocol there.</summary>
public static class Program
{
    public static void Main(string[] arguments) => new Course(arguments[0]).Run();
}
