using System.Diagnostics;

namespace Checkpoint.Tests.Web;

/// <summary>The page's types are those of the service's own document.</summary>
[Collection(nameof(Pages))]
public sealed class TypesTests(Pages pages)
{
    [Fact]
    public async Task The_pages_types_are_what_the_services_document_says()
    {
        using var client = await pages.Site.SignInAsync(Pages.OfStreet);
        var document = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        var page = PageFolder();
        var made = await MakeAsync(Path.Combine(page, "scripts", "types.mjs"), document);
        var kept = await File.ReadAllTextAsync(Path.Combine(page, "src", "api", "types.ts"));
        Assert.True(made == kept, "src/api/types.ts is not what the service's document says: npm run types < openapi.json makes it anew");
    }

    private static async Task<string> MakeAsync(string script, string document)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (text, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(document);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return await text;
    }

    private static string PageFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CheckpointEdge.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "cloud-ingest", "Web", "Page");
    }
}
