using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Access;

/// <summary>
/// Who may do what. A gate publishes below its own id only and hears its own replies only; the cloud hears all gates and
/// publishes replies only; nobody else exists. Rules are of Mosquitto's dynamic-security plugin.
/// </summary>
internal static class AccessPolicy
{
    public const string CloudName = "cloud";

    /// <summary>Everything is denied but what a role allows; giving up a subscription needs no permission.</summary>
    public static readonly IReadOnlyList<AccessRule> Defaults =
    [
        new("publishClientSend", null, false),
        new("publishClientReceive", null, false),
        new("subscribe", null, false),
        new("unsubscribe", null, true),
    ];

    /// <summary>
    /// Ingest may run many times and share the work, for which the plugin wants the shared subscription's own form.
    /// </summary>
    public static readonly IReadOnlyList<AccessRule> CloudRules =
    [
        new("subscribePattern", Topics.Everything, true),
        new("subscribePattern", $"$share/+/{Topics.Everything}", true),
        new("publishClientReceive", Topics.Everything, true),
        new("publishClientSend", Topics.Filter(TopicLeaf.Replies), true),
    ];

    public static string RoleOf(GateId gate) => $"gate:{gate}";

    public static IReadOnlyList<AccessRule> RulesOf(GateId gate) =>
    [
        new("publishClientSend", Topics.Of(gate, TopicLeaf.Records), true),
        new("publishClientSend", Topics.Of(gate, TopicLeaf.Hello), true),
        new("publishClientSend", Topics.Of(gate, TopicLeaf.Status), true),
        new("subscribeLiteral", Topics.Of(gate, TopicLeaf.Replies), true),
        new("publishClientReceive", Topics.Of(gate, TopicLeaf.Replies), true),
    ];
}
