using Checkpoint.Gateway.Sensors;
using Checkpoint.Tests.Unit.Data;

namespace Checkpoint.Tests.Unit.Sensors;

public class PacketErrorCodeTests
{
    [Fact]
    public void Every_vector_that_is_not_a_pec_error_has_the_code_of_its_bytes()
    {
        var rows = Vectors.Read("mlx90614_pec.csv");

        Assert.All(rows, row =>
            Assert.Equal(row["status"] != "pec_error", PacketErrorCode.Of(row.Bytes("bytes_on_wire_before_pec")) == row.Bytes("pec")[0]));
        Assert.Equal(48, rows.Count);
    }
}
