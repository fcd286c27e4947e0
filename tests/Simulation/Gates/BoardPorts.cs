using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Gates;

/// <summary>A board as one run of the gateway sees it.</summary>
internal sealed class BoardPorts(SimulatedProcess process, SimulatedBoard board) : IBoardClock, IWallClock, IServiceState
{
    public BoardInstant Now
    {
        get
        {
            process.RequireRunning();
            return new BoardInstant(board.BootId, board.Boottime);
        }
    }

    public BootOffset? Read()
    {
        process.RequireRunning();
        return board.ReadKernel().ToOffset();
    }

    public bool WasInService()
    {
        process.RequireRunning();
        return true;
    }
}
