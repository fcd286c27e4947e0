using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Checkpoint.CloudIngest.Web.Guard;

/// <summary>How often one address may ask; beyond it 429 with Retry-After. Gates speak MQTT and are not concerned.</summary>
internal static class RateLimits
{
    /// <summary>Name of the policy for sign-in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>A page asks some ten times at once; an office full of pages shares one address.</summary>
    private const int RequestsAtOnce = 1_000;

    private const int RequestsPerSecond = 200;

    /// <summary>An office that begins its day; each costs a tenth of a second of a core.</summary>
    private const int SignInsAtOnce = 60;

    private const int SignInsPerMinute = 30;

    public static void Add(IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            PartitionOf(context), _ => Bucket(RequestsAtOnce, RequestsPerSecond, TimeSpan.FromSeconds(1))));
        options.AddPolicy(SignIn, context => RateLimitPartition.GetTokenBucketLimiter(
            PartitionOf(context), _ => Bucket(SignInsAtOnce, SignInsPerMinute, TimeSpan.FromMinutes(1))));
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.FromSeconds(1);
            await Refusal(rejected.HttpContext, wait).ExecuteAsync(rejected.HttpContext);
        };
    });

    /// <summary>429 that says when to come again.</summary>
    public static IResult Refusal(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Results.Problem($"Wait {seconds} s.", statusCode: StatusCodes.Status429TooManyRequests, title: "Too many tries.");
    }

    private static TokenBucketRateLimiterOptions Bucket(int limit, int tokens, TimeSpan period) => new()
    {
        TokenLimit = limit, TokensPerPeriod = tokens, ReplenishmentPeriod = period, QueueLimit = 0, AutoReplenishment = true,
    };

    /// <summary>Of IPv6 the 64 bits that one household or office gets.</summary>
    private static string PartitionOf(HttpContext context)
    {
        var address = Credentials.AddressOf(context);
        return IPAddress.TryParse(address, out var parsed) && parsed.GetAddressBytes() is { Length: 16 } bytes
            ? Convert.ToHexString(bytes.AsSpan(0, 8))
            : address;
    }
}
