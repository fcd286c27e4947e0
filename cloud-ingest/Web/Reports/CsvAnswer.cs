using System.Text;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>A small table as an answer: made whole before it is sent, with the mark by which spreadsheets know UTF-8.</summary>
internal static class CsvAnswer
{
    public static async Task<IResult> OfAsync(Func<TextWriter, Task> write, string fileName)
    {
        using var buffer = new MemoryStream();
        await using (var text = new StreamWriter(buffer, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
            await write(text);
        return Results.File(buffer.ToArray(), "text/csv; charset=utf-8", fileName);
    }
}
