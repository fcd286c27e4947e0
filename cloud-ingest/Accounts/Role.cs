namespace Checkpoint.CloudIngest.Accounts;

/// <summary>What somebody may do in their area. Each route names the roles that it is for.</summary>
public enum Role
{
    /// <summary>Looks at trends, screenings, reports and warnings, and signs and answers them.</summary>
    Official = 1,

    /// <summary>Looks after gates: their health and ledger. Sees nobody's single screening.</summary>
    Technician = 2,

    /// <summary>All that the others may, accounts, tokens and the audit.</summary>
    Administrator = 3,
}
