using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;

namespace Checkpoint.CloudIngest.Serving;

/// <summary>The stages that keep something in the service's own database.</summary>
internal static class ServingParts
{
    public static readonly IReadOnlyList<SchemaPart> All =
    [
        AccountSchema.Part, AuditSchema.Part, ReportSchema.Part, WarningSchema.Part, WebhookSchema.Part, ExclusionSchema.Part,
    ];
}
