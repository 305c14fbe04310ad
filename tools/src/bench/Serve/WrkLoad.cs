using System.Globalization;
using System.Text.RegularExpressions;
using TrustList.Testing.Peers;

namespace Federation.Bench.Serve;

/// <summary>wrk: one thread, 64 connections that stay open, one request after the other on each.</summary>
internal static partial class WrkLoad
{
    private const string Program = "/usr/bin/wrk";

    /// <summary>Why it cannot run here; null: it can.</summary>
    public static string? Missing => File.Exists(Program) ? null : "wrk is not installed (Debian: wrk)";

    /// <summary>Requests a second.</summary>
    /// <exception cref="InvalidOperationException">An answer was no success, or a connection failed.</exception>
    public static async Task<double> RateAsync(Uri url, double seconds)
    {
        var whole = Math.Max(1, (int)Math.Ceiling(seconds));
        var output = await PeerProcess.RunAsync(Program, "/", "", TimeSpan.FromSeconds(whole + 30), "-t1", "-c64", $"-d{whole}s", url.ToString());
        return Failures().IsMatch(output) ? throw new InvalidOperationException($"{url}: {output}") : double.Parse(Rate().Match(output).Groups["rate"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Non-2xx|Socket errors", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Failures();

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Rate();
}
