using System.Net;
using System.Net.Http.Json;

namespace Checkpoint.DeviceSim.Scenarios.Demo;

/// <summary>Who may sign in at the demo, all with one password: each role, and officials of each street and of one community in each.</summary>
internal static class DemoAccounts
{
    public const string Administrator = "demo";

    /// <summary>Any will do: it shows that no other site's page has made a browser ask.</summary>
    private const string OwnHeader = "X-Checkpoint";

    /// <summary>Names and what they may.</summary>
    /// <param name="password">The administrator's, who is there already.</param>
    /// <exception cref="HttpRequestException">The cloud refuses it.</exception>
    public static async Task<IReadOnlyList<(string Name, string Rights)>> AddAsync(
        Uri cloud, string password, SitePlace district, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(cloud, "api/v1/"), DefaultRequestHeaders = { { OwnHeader, "demo" } } };
        await PostAsync(client, "session", new { name = Administrator, password }, cancellation).ConfigureAwait(false);
        await AddAsync(client, "technician", "technician", "all", password, cancellation).ConfigureAwait(false);
        var places = district.Parts.SelectMany(street => street.Parts.Take(2).TakeLast(1).Prepend(street)).ToList();
        foreach (var place in places)
            await AddAsync(client, NameOf(place), "official", place.Code, password, cancellation).ConfigureAwait(false);
        return
        [
            (Administrator, "administrator of everything"),
            ("technician", "technician of everything"),
            .. places.Select(place => (NameOf(place), $"official of {place.Chinese} {place.English}")),
        ];
    }

    /// <summary>"North Station Street" is north-station-street.</summary>
    private static string NameOf(SitePlace place) => place.English.ToLowerInvariant().Replace(' ', '-');

    private static Task AddAsync(HttpClient client, string name, string role, string area, string password, CancellationToken cancellation) =>
        PostAsync(client, "accounts", new { name, role, area, password }, cancellation);

    private static async Task PostAsync(HttpClient client, string path, object body, CancellationToken cancellation)
    {
        using var answer = await client.PostAsJsonAsync(path, body, cancellation).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }
}
