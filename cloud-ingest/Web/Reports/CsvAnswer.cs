using System.Net.Mime;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>Tables as answers, with the mark by which spreadsheets know UTF-8.</summary>
internal static class CsvAnswer
{
    public static readonly Encoding Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    private const string MediaType = "text/csv; charset=utf-8";

    /// <summary>A small table, made whole before it is sent.</summary>
    public static async Task<IResult> OfAsync(Func<TextWriter, Task> write, string fileName)
    {
        using var buffer = new MemoryStream();
        await using (var text = new StreamWriter(buffer, Encoding, leaveOpen: true))
            await write(text);
        return Results.File(buffer.ToArray(), MediaType, fileName);
    }

    /// <summary>Heads of a table that is sent while it is made.</summary>
    public static void Begin(HttpResponse response, string fileName)
    {
        response.ContentType = MediaType;
        var disposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
        disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
    }
}
