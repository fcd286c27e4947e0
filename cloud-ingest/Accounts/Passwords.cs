using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>Hashes of passwords: the platform's own, PBKDF2 with HMAC-SHA-512, salted.</summary>
internal static class Passwords
{
    /// <summary>OWASP Password Storage Cheat Sheet for PBKDF2-HMAC-SHA512; the platform's default is 100,000.</summary>
    private const int Iterations = 210_000;

    /// <summary>Without letters and digits that people take for one another.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    /// <summary>Nobody's: verified against where there is no account, which then takes as long as where there is one.</summary>
    private static readonly Lazy<string> Nobodys = new(() => Hash(Generate()));

    public static string Hash(string password) => Hasher.HashPassword(Passwords.Alphabet, password);

    /// <param name="hash">Null: there is no such account; as much work, and false.</param>
    public static bool Verify(string? hash, string password) =>
        Hasher.VerifyHashedPassword(Alphabet, hash ?? Nobodys.Value, password) != PasswordVerificationResult.Failed & hash is not null;

    /// <summary>Four groups of five, 99 random bits: to be read from one screen and typed on another.</summary>
    public static string Generate() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
}
