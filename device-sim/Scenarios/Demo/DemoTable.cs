using System.Globalization;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.World;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Checkpoint.DeviceSim.Scenarios.Demo;

/// <summary>The demo's live view: a line a gate.</summary>
internal static class DemoTable
{
    private static readonly string[] Columns =
        ["gate", "kind", "passages", "fevers", "last °C", "in outbox", "stored", "last ack"];

    public static Table Render(IEnumerable<(GateId Gate, GateKind Kind, GateState? State)> gates)
    {
        var table = new Table().RoundedBorder();
        foreach (var column in Columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (gate, kind, state) in gates)
            table.AddRow(Cells(gate, kind, state).Select(IRenderable (cell) => new Text(cell)).ToArray());
        return table;
    }

    private static string[] Cells(GateId gate, GateKind kind, GateState? state) => state is null
        ? [gate.Value, WireName.Of(kind), "starting", "", "", "", "", ""]
        :
        [
            gate.Value,
            WireName.Of(kind),
            Number(state.Passages),
            Number(state.Fevers),
            state.LastBodyCentiC is { } body ? (body / 100.0).ToString("0.00", CultureInfo.InvariantCulture) : "–",
            Number(state.OutboxDepth),
            Number(state.Stored),
            state.SecondsSinceAck is { } age ? $"{age.ToString("0.0", CultureInfo.InvariantCulture)} s ago" : "–",
        ];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
