using System.Collections.Immutable;
using System.Net;
using System.Text;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Telling;

namespace Checkpoint.CloudIngest.Settings;

/// <summary>The keys <c>warnings.webhooks</c> and what belongs to them.</summary>
internal static class WebhookFields
{
    /// <param name="fields">Of the section <c>warnings</c>.</param>
    public static WebhookPlan Read(JsonFields fields, string folder)
    {
        var defaults = new WebhookPlan();
        var webhooks = fields.Children("webhooks").Select(webhook => ReadOne(webhook, folder)).ToImmutableArray();
        if (webhooks.Length > Webhook.MostWebhooks)
            fields.Fault("webhooks", $"must be at most {Webhook.MostWebhooks}, are {webhooks.Length}");
        foreach (var doubled in webhooks.GroupBy(webhook => webhook.Name).Where(group => group.Key.Length > 0 && group.Count() > 1))
            fields.Fault("webhooks", $"the name '{doubled.Key}' is there {doubled.Count()} times");
        return new WebhookPlan
        {
            Webhooks = webhooks,
            GiveUpAfter = TimeSpan.FromHours(fields.Integer("webhooksGiveUpHours", (long)defaults.GiveUpAfter.TotalHours, 1, 720)),
            MostPending = (int)fields.Integer("webhooksMostPending", defaults.MostPending, 1, 100_000),
        };
    }

    private static Webhook ReadOne(JsonFields fields, string folder)
    {
        var webhook = new Webhook(
            ReadName(fields),
            ReadUrl(fields),
            ReadArea(fields),
            fields.Choices("levels", Enum.GetValues<PlaceLevel>()),
            fields.Choices("events", WarningEvent.Opened, WarningEvent.Reopened),
            ReadNetworks(fields),
            fields.Milliseconds("timeoutMs", 10_000, 100, 60_000))
        {
            SecretFile = CloudSettings.ReadPath(fields, "secretFile", folder),
            Secret = [.. Encoding.UTF8.GetBytes(fields.Text("secret", "")!)],
        };
        CloudSettings.OneOf(fields, "secret", "secretFile");
        if (!fields.Has("secret") && !fields.Has("secretFile"))
            fields.Fault("secretFile", "is missing: what is sent is signed");
        else if (fields.Has("secret") && webhook.Secret.Length < Webhook.LeastSecretBytes)
            fields.Fault("secret", $"must have at least {Webhook.LeastSecretBytes} bytes, has {webhook.Secret.Length}");
        if (webhook.Url.Scheme == Uri.UriSchemeHttp && webhook.Allowed.IsEmpty)
            fields.Fault("url", "must be https; plain http is sent only to networks that 'allow' names");
        fields.Finish();
        return webhook;
    }

    private static string ReadName(JsonFields fields)
    {
        var name = fields.RequiredText("name");
        if (name.Length > Webhook.MaxNameLength || !name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
            fields.Fault("name", $"must be at most {Webhook.MaxNameLength} of a-z, 0-9 and '-', is '{name}'");
        return name;
    }

    private static Uri ReadUrl(JsonFields fields)
    {
        var text = fields.RequiredText("url");
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Fragment.Length == 0)
            return url;
        if (text.Length > 0)
            fields.Fault("url", $"must be an https URL without user and fragment, is '{text}'");
        return new Uri("https://invalid/");
    }

    private static Registry.Area ReadArea(JsonFields fields)
    {
        if (AccountFields.AreaProblem(fields.Text("area", AccountFields.Everything), out var area) is { } problem)
            fields.Fault("area", problem);
        return area;
    }

    private static ImmutableArray<IPNetwork> ReadNetworks(JsonFields fields)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in fields.Texts("allow"))
        {
            if (IPNetwork.TryParse(text, out var network))
                networks.Add(network);
            else
                fields.Fault("allow", $"must be networks such as 10.1.0.0/16 or fd00::/8, has '{text}'");
        }

        return networks.ToImmutable();
    }
}
