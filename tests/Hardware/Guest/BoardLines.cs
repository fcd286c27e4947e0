using System.Globalization;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Hardware.Protocol;

namespace Checkpoint.Tests.Hardware.Guest;

/// <summary>The world's side of the board's lines.</summary>
internal sealed class BoardLines(IBoardClock clock, BoardProtocol protocol)
{
    private const string Folder = "/sys/module/board_gpio/parameters";

    /// <summary>Outputs that are high now.</summary>
    public static IReadOnlyList<int> Lit
    {
        get
        {
            var levels = File.ReadAllText($"{Folder}/levels");
            return [.. BoardWiring.Outputs.Where(line => levels[line] == '1')];
        }
    }

    /// <param name="lines">"27=0", or several with commas between them, in one go.</param>
    public void Drive(string lines)
    {
        var before = clock.Now.BoottimeMicroseconds;
        File.WriteAllText($"{Folder}/drive", lines);
        protocol.Driven.Add(new Driven(lines, before, clock.Now.BoottimeMicroseconds));
    }

    /// <summary>A lamp has been switched on since.</summary>
    public bool HasLitSince(long at)
    {
        NoteOutputs();
        return protocol.Outputs.Exists(change => change.High && change.At >= at && BoardWiring.Lamps.Contains(change.Line));
    }

    /// <summary>Takes down what the outputs did since the last time; the board remembers no more than 128 changes.</summary>
    public void NoteOutputs()
    {
        foreach (var change in File.ReadLines($"{Folder}/changes"))
        {
            var parts = change.Split(' ', '=');
            protocol.Outputs.Add(new OutputChange(Number(parts[0]), (int)Number(parts[1]), parts[2] == "1"));
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
