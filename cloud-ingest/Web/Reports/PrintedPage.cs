using System.Security.Cryptography;
using System.Text;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>A page without scripts, for screen and paper. The browser may load nothing else and run nothing.</summary>
internal static class PrintedPage
{
    public const string Style = """
        :root{color-scheme:light}body{font:14px/1.5 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1a1a1a;background:#fff;margin:2rem auto;max-width:60rem;padding:0 1rem}
        h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}.sub{color:#555;margin:.2rem 0 1rem}
        .zero{border:2px solid #1a1a1a;padding:.6rem .9rem;font-size:1.1rem;font-weight:600}.note{border-left:4px solid #b45309;padding:.3rem .8rem;background:#fff7ed;margin:.6rem 0}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top}th{background:#f0f0f0}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.silent td,.partial td{background:#fff7ed}.hash{font-family:monospace;word-break:break-all}
        .sign{display:flex;gap:2rem;margin-top:2rem}.sign div{flex:1;border-top:1px solid #1a1a1a;padding-top:.3rem}
        @media print{body{margin:0;max-width:none;font-size:10pt}@page{size:A4;margin:15mm}tr,.zero,.sign{break-inside:avoid}thead{display:table-header-group}.wide{overflow:visible}}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IResult Of(string page) => new Answer(page);

    private sealed class Answer(string page) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.Text(page, "text/html; charset=utf-8", Encoding.UTF8).ExecuteAsync(context);
        }
    }
}
