using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Tests.Unit.Data;

namespace Checkpoint.Tests.Unit.Screenings;

public class BodyModelsTests
{
    [Fact]
    public void Both_models_reproduce_every_reference_value()
    {
        var rows = Vectors.Read("forehead_body_given.csv");

        Assert.All(rows, row =>
        {
            var (ambient, forehead) = (row.Number("ta_c"), row.Number("tforehead_c"));
            Assert.Equal(row.Number("tbody_c"), BodyModels.MelexisReference(forehead, ambient), 5e-6);
            Assert.Equal(row.Number("heat_balance_k019_c"), BodyModels.HeatBalance(forehead, ambient, 0.19), 5e-6);
        });
        Assert.Equal(60, rows.Count);
    }

    [Theory]
    [InlineData(BodyModel.HeatBalance, 10, -20)]
    [InlineData(BodyModel.MelexisReference, 0, -26)]
    public void Colder_surroundings_than_a_model_knows_are_taken_as_its_coldest(BodyModel model, double coldest, double colder)
    {
        var options = new ScreeningOptions { Model = model };

        Assert.Equal(BodyModels.Estimate(30, coldest, options), BodyModels.Estimate(30, colder, options));
        Assert.NotEqual(BodyModels.Estimate(30, coldest, options), BodyModels.Estimate(30, coldest + 1, options));
    }
}
