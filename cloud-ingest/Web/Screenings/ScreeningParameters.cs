using System.Collections.Frozen;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.AspNetCore.Mvc;

namespace Checkpoint.CloudIngest.Web.Screenings;

/// <summary>Which screenings are asked for, as texts.</summary>
/// <param name="Area">Gate id, or code of a community, street or district; without it, all that the viewer may see.</param>
internal sealed record ScreeningParameters(
    [FromQuery(Name = "area")] string? Area,
    [FromQuery(Name = "outcome")] string? Outcome,
    [FromQuery(Name = "quality")] string? Quality,
    [FromQuery(Name = "reason")] string? Reason,
    [FromQuery(Name = "maintenance")] string? Maintenance,
    [FromQuery(Name = "order")] string? Order,
    [FromQuery(Name = "from")] string? From,
    [FromQuery(Name = "to")] string? To)
{
    /// <summary>As the API's document tells them.</summary>
    public static IReadOnlyList<Parameter> Told { get; } =
    [
        Parameter.GateOrPlace("area"),
        Parameter.Choice("outcome", "Only of this outcome.", ScreeningOutcome.Fever),
        Parameter.Choice("quality", "Only of this quality.", ScreeningQuality.Clinical),
        Parameter.Choice("reason", "Only with this reason.", ScreeningReason.NearThreshold),
        new Parameter("maintenance", "Only those made in maintenance, which are never counted, or only others; without it, both.", "false", ["true", "false"]),
        Parameter.Choice("order", "Which come first; without it, the oldest.", ScreeningOrder.Newest),
        Parameter.From("a day"),
        Parameter.To,
    ];

    /// <summary>Faults go to <paramref name="fields"/>.</summary>
    /// <param name="own">The viewer's own area: only what was recorded there.</param>
    public ScreeningQuery Read(QueryFields fields, Area own, GateRegistry registry, DateTimeOffset now, int limit)
    {
        var within = Area is null ? null : PlaceNames.Find(registry, Area);
        if (Area is not null && within is null)
            fields.Fault("area", $"is no gate, community, street or district of the registry: '{Area}'");
        var to = fields.Time("to", To, now);
        var from = fields.Time("from", From, to.AddDays(-1));
        if (from >= to)
            fields.Fault("from", "must be before 'to'");
        return new ScreeningQuery(Nanoseconds(from), Nanoseconds(to), limit)
        {
            Within = within,
            Area = own.Place,
            Elsewhere = Elsewhere(new TrendScope(PlaceLevel.Gate, within, own), registry),
            NewestFirst = fields.Choice<ScreeningOrder>("order", Order, ScreeningOrder.Oldest) == ScreeningOrder.Newest,
            Outcome = Choice<ScreeningOutcome>(fields, "outcome", Outcome),
            Quality = Choice<ScreeningQuality>(fields, "quality", Quality),
            Reason = Choice<ScreeningReason>(fields, "reason", Reason),
            Maintenance = Flag(fields, "maintenance", Maintenance),
        };
    }

    /// <summary>Gates that never stood in it; of those that the registry does not have it can't be said.</summary>
    private static FrozenSet<GateId> Elsewhere(TrendScope scope, GateRegistry registry) =>
        registry.Gates.Values.Where(gate => !scope.EverHeld(gate)).Select(gate => gate.Id).ToFrozenSet();

    private static T? Choice<T>(QueryFields fields, string name, string? text)
        where T : struct, Enum => text is null ? null : fields.Choice<T>(name, text, null);

    private static bool? Flag(QueryFields fields, string name, string? text)
    {
        if (text is not (null or "true" or "false"))
            fields.Fault(name, $"must be true or false, is '{text}'");
        return text is null ? null : text == "true";
    }

    private static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;
}
