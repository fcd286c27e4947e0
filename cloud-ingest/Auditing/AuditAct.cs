namespace Checkpoint.CloudIngest.Auditing;

/// <summary>What was done.</summary>
public enum AuditAct
{
    /// <summary>Single screenings were asked for.</summary>
    Looked = 1,

    SignedIn = 2,

    AccountAdded = 3,

    AccountChanged = 4,

    PasswordChanged = 5,

    TokenAdded = 6,

    TokenRevoked = 7,

    /// <summary>Old lines of the audit itself were dropped.</summary>
    AuditPruned = 8,

    /// <summary>The service has warned of an area.</summary>
    WarningOpened = 9,

    WarningAcknowledged = 10,

    WarningFollowedUp = 11,

    WarningClosed = 12,

    /// <summary>By somebody, or by the service after a further alarm.</summary>
    WarningReopened = 13,

    /// <summary>A webhook will not be told something any more.</summary>
    WebhookGivenUp = 14,

    /// <summary>Hours of a gate are not counted any more.</summary>
    HoursExcluded = 15,

    /// <summary>They are counted again.</summary>
    ExclusionWithdrawn = 16,
}
