using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace Checkpoint.CloudIngest.Web.Assets;

/// <summary>The built page, as it lies in the program: resources named <c>page/PATH</c>, beside each <c>page/PATH.br</c>.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "page/";

    private const string Brotli = ".br";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/json",
    }.ToFrozenDictionary();

    private readonly Assembly _assembly;

    private readonly FrozenDictionary<string, PageFile> _files;

    public PageFiles(Assembly assembly)
    {
        _assembly = assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToHashSet();
        _files = names.Where(name => !name.EndsWith(Brotli, StringComparison.Ordinal)).ToFrozenDictionary(
            name => name[Prefix.Length..],
            name => new PageFile(
                name, names.Contains(name + Brotli) ? name + Brotli : null, Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream"), HashOf(name)),
            StringComparer.Ordinal);
    }

    /// <summary>Null when there is none of this name.</summary>
    public PageFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Bytes of one of the resources of a file.</summary>
    public Stream Open(string resource) => _assembly.GetManifestResourceStream(resource)!;

    private string HashOf(string resource)
    {
        using var bytes = Open(resource);
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
    }
}

/// <param name="Plain">Resource with the file itself.</param>
/// <param name="Packed">The same by Brotli; null for what does not get smaller.</param>
/// <param name="Hash">Of the contents.</param>
internal sealed record PageFile(string Plain, string? Packed, string ContentType, string Hash);
