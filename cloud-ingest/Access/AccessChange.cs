namespace Checkpoint.CloudIngest.Access;

/// <summary>A command, on whose behalf it is sent, and the password that becomes good by it.</summary>
internal sealed record AccessChange(string Name, DynamicSecurityCommand Command)
{
    public string? NewPassword => Command.Password;
}
