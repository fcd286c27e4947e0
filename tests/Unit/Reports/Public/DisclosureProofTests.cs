using Checkpoint.CloudIngest.Reports.Public;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Unit.Reports.Public;

/// <summary>
/// The attacker has the publications of all levels, knows that counts add up and are not negative, that persons are those
/// normal, febrile and manual, and knows the rule itself. A hidden count is safe when there is another world, with another
/// value of it, that the rule would publish in just the same way.
/// </summary>
public sealed class DisclosureProofTests
{
    /// <summary>Gates of each community of each street, and how many persons there may be at most.</summary>
    public static TheoryData<int[][], bool, int> Small => new()
    {
        { [[1]], true, 14 },
        { [[2]], true, 10 },
        { [[3]], false, 10 },
        { [[1], [1]], true, 10 },
        { [[2], [1]], false, 10 },
        { [[1, 1], [1]], false, 10 },
        { [[1], [1], [1]], false, 10 },
        { [[2, 2]], false, 8 },
        { [[2], [2]], false, 8 },
    };

    private static readonly Gen<Leaf?> GateGen =
        from silent in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from normal in Gen.Frequency((6, Gen.Choose(0, 400)), (2, Gen.Choose(0, 8)))
        from fever in Gen.Frequency((3, Gen.Choose(0, 4)), (2, Gen.Choose(0, 12)), (1, Gen.Constant(0)))
        from manual in Gen.Frequency((3, Gen.Choose(0, 9)), (1, Gen.Choose(0, 60)))
        from confirmed in Gen.Choose(0, 7)
        from retry in Gen.Choose(0, 30)
        from inward in Gen.Choose(0, 300)
        from outward in Gen.Choose(0, 8)
        select silent ? null : new Leaf(normal, fever, manual, confirmed, retry, inward, outward);

    private static readonly Gen<(int[][] Shape, Leaf?[] Leaves)> District =
        from streets in Gen.Choose(1, 3)
        from shape in Gen.Choose(1, 3).ArrayOf().Where(gates => gates.Length is > 0 and < 4).ArrayOf(streets)
        from leaves in GateGen.ArrayOf(shape.Sum(street => street.Sum()))
        select (shape, leaves);

    [Theory]
    [MemberData(nameof(Small))]
    public void In_every_small_world_each_hidden_count_can_have_another_value(int[][] shape, bool withManual, int most)
    {
        const int least = 2;
        var worlds = Worlds(shape.Sum(street => street.Sum()) * (withManual ? 3 : 2), most)
            .Select(numbers => LeavesOf(numbers, withManual)).Select(leaves => (Tree: Leaf.Tree(shape, leaves), Leaves: leaves)).ToList();
        foreach (var alike in worlds.GroupBy(world => Text(Disclosure.Of(world.Tree, least))))
        {
            // Worlds of more persons than were made would be alike to the largest ones.
            if (alike.Max(world => world.Tree.Counts!.Persons) > most - least)
                continue;
            foreach (var (code, kind) in Hidden(Disclosure.Of(alike.First().Tree, least)).Where(cell => cell.Kind is "persons" or "fever" || (withManual && cell.Kind == "manual")))
            {
                var values = alike.Select(world => Value(world.Tree, code, kind)).Distinct().ToList();
                Assert.True(values.Count > 1, $"{kind} of {code} must be {values[0]}: {alike.Key}");
            }
        }
    }

    [Fact]
    public void In_districts_of_any_shape_each_hidden_count_can_have_another_value() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(District.ToArbitrary(), district => AssertSafe(district.Shape, district.Leaves)));

    [Fact]
    public void A_gate_at_which_nobody_was_normal_may_have_had_a_fever_that_another_gates_normal_ones_make_up_for() =>
        AssertSafe([[3]], [new Leaf(247, 0, 0, 3, 4, 187, 6), new Leaf(0, 0, 4, 1, 18, 197, 6), new Leaf(5, 0, 9, 1, 18, 300)]);

    [Fact]
    public void No_count_below_five_is_shown_nor_any_found_by_subtracting_shown_parts_from_a_shown_whole() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(District.ToArbitrary(), district => AssertLarge(Disclosure.Of(Leaf.Tree(district.Shape, district.Leaves)))));

    private static void AssertSafe(int[][] shape, Leaf?[] leaves)
    {
        var tree = Leaf.Tree(shape, leaves);
        var (shown, text) = (Disclosure.Of(tree), Text(Disclosure.Of(tree)));
        foreach (var (code, kind) in Hidden(shown))
        {
            var truth = Value(tree, code, kind);
            var other = Moves(leaves, kind).Concat(Trades(leaves, kind)).Concat(LongMoves(leaves, kind)).Select(moved => Leaf.Tree(shape, moved))
                .FirstOrDefault(world => Value(world, code, kind) != truth && Text(Disclosure.Of(world)) == text);
            Assert.True(other is not null, $"{kind} of {code} must be {truth}: {text}");
        }
    }

    private static void AssertLarge(PublicNode node)
    {
        foreach (var kind in Kinds.Keys)
        {
            var own = Shown(node, kind);
            Assert.True(own is null or >= Disclosure.Least);
            var hidden = node.Parts.Where(part => part.Counts is not null && Shown(part, kind) is null).ToList();
            Assert.NotEqual(1, own is null ? 0 : hidden.Count);
        }

        foreach (var part in node.Parts)
            AssertLarge(part);
    }

    /// <summary>Worlds near this one: some counted at another gate, or more or fewer altogether.</summary>
    private static IEnumerable<Leaf?[]> Moves(Leaf?[] leaves, string kind) =>
        from source in Enumerable.Range(0, leaves.Length)
        where leaves[source] is not null
        from target in Enumerable.Range(-1, leaves.Length + 1)
        where target != source && (target < 0 || leaves[target] is not null)
        from amount in new[] { 1, -1, 2, 3, 4, 5 }
        from carried in kind is "fever" or "manual" ? new[] { false, true } : [true]
        let moved = leaves.Select((leaf, i) => i == source ? Add(leaf!, kind, -amount, carried) : i == target ? Add(leaf!, kind, amount, carried) : leaf).ToArray()
        where moved.All(leaf => leaf is null or { IsPossible: true })
        select moved;

    /// <summary>Worlds in which a gate counted one more or fewer, and another one's normal make up for the persons.</summary>
    private static IEnumerable<Leaf?[]> Trades(Leaf?[] leaves, string kind) =>
        from source in Enumerable.Range(0, leaves.Length)
        from other in Enumerable.Range(0, leaves.Length)
        where source != other && leaves[source] is not null && leaves[other] is not null
        from amount in new[] { 1, -1 }
        let traded = leaves.Select((leaf, i) => i == source ? Add(leaf!, kind, amount, carried: true) : i == other ? leaf! with { Normal = leaf.Normal - amount } : leaf).ToArray()
        where traded.All(leaf => leaf is null or { IsPossible: true })
        select traded;

    /// <summary>As <see cref="Moves"/> between two gates, one of them with persons, who are made up for at a third.</summary>
    private static IEnumerable<Leaf?[]> LongMoves(Leaf?[] leaves, string kind) =>
        from source in Enumerable.Range(0, leaves.Length)
        from target in Enumerable.Range(0, leaves.Length)
        from third in Enumerable.Range(0, leaves.Length)
        where source != target && leaves[source] is not null && leaves[target] is not null && leaves[third] is not null
        from amount in new[] { 1, -1 }
        let moved = leaves.Select((leaf, i) =>
        {
            var one = i == source ? Add(leaf!, kind, -amount, carried: false) : i == target ? Add(leaf!, kind, amount, carried: true) : leaf;
            return i == third ? one! with { Normal = one.Normal - amount } : one;
        }).ToArray()
        where moved.All(leaf => leaf is null or { IsPossible: true })
        select moved;

    /// <param name="carried">False: those who are no longer febrile are normal, so that persons stay.</param>
    private static Leaf Add(Leaf leaf, string kind, int amount, bool carried) => kind switch
    {
        "persons" => leaf with { Normal = leaf.Normal + amount },
        "fever" => leaf with { Fever = leaf.Fever + amount, Normal = leaf.Normal - (carried ? 0 : amount) },
        "manual" => leaf with { Manual = leaf.Manual + amount, Normal = leaf.Normal - (carried ? 0 : amount) },
        "confirmed" => leaf with { Confirmed = leaf.Confirmed + amount },
        "retry" => leaf with { Retry = leaf.Retry + amount },
        "inward" => leaf with { Inward = leaf.Inward + amount },
        _ => leaf with { Outward = leaf.Outward + amount },
    };

    private static readonly Dictionary<string, (Func<PublicCounts, long?> Shown, Func<CloudIngest.Reports.ReportCounts, long> True)> Kinds = new()
    {
        ["persons"] = (counts => counts.Persons, counts => counts.Persons),
        ["fever"] = (counts => counts.ScreenedFevers, counts => counts.ScreenedFevers),
        ["confirmed"] = (counts => counts.ConfirmedFevers, counts => counts.ConfirmedFevers),
        ["retry"] = (counts => counts.Retries, counts => counts.Retries),
        ["manual"] = (counts => counts.Manual, counts => counts.Manual),
        ["inward"] = (counts => counts.Inward, counts => counts.Inward),
        ["outward"] = (counts => counts.Outward, counts => counts.Outward),
    };

    private static IEnumerable<(string Code, string Kind)> Hidden(PublicNode node) =>
        (node.Counts is null ? [] : Kinds.Keys.Where(kind => Shown(node, kind) is null).Select(kind => (node.Code, kind)))
        .Concat(node.Parts.SelectMany(Hidden));

    private static long? Shown(PublicNode node, string kind) => node.Counts is { } counts ? Kinds[kind].Shown(counts) : null;

    private static long Value(CountNode node, string code, string kind) => Kinds[kind].True(Find(node, code)!.Counts!);

    private static CountNode? Find(CountNode node, string code) =>
        node.Code == code ? node : node.Parts.Select(part => Find(part, code)).FirstOrDefault(found => found is not null);

    private static string Text(PublicNode node) =>
        $"{node.Code}:{(node.Counts is null ? "none" : string.Join(",", Kinds.Keys.Select(kind => Shown(node, kind)?.ToString() ?? "?")))}[{string.Join(" ", node.Parts.Select(Text))}]";

    /// <summary>All ways to have so many numbers, none negative, whose sum is at most so much.</summary>
    private static IEnumerable<int[]> Worlds(int numbers, int most) => numbers == 0
        ? [[]]
        : Enumerable.Range(0, most + 1).SelectMany(first => Worlds(numbers - 1, most - first).Select(rest => (int[])[first, .. rest]));

    private static Leaf[] LeavesOf(int[] numbers, bool withManual) => withManual
        ? [.. numbers.Chunk(3).Select(three => new Leaf(three[0], three[1], three[2]))]
        : [.. numbers.Chunk(2).Select(two => new Leaf(two[0], two[1], 0))];
}
