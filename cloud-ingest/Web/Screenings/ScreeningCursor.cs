using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Screenings;

/// <summary>A place in the list of screenings as a text that only this service need understand.</summary>
internal static class ScreeningCursor
{
    private const int MaxLength = 200;

    public static string Write(ScreeningKey key) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key.TimeNs}.{key.Gate.Value}.{key.Stream}.{key.Seq}")));

    public static bool TryRead(string text, out ScreeningKey? key)
    {
        key = null;
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
            return false;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        if (parts.Length == 4 && Number(parts[0], out var time) && GateId.TryParse(parts[1], out var gate) && StreamId.TryParse(parts[2], out var stream)
            && Number(parts[3], out var seq) && time < long.MaxValue)
        {
            key = new ScreeningKey(time, gate, stream, seq);
        }

        return key is not null;
    }

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
