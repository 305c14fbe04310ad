using System.Globalization;

namespace Federation.Bench.Soak;

/// <summary>The page that says what was measured: docs/soak.md.</summary>
internal static class SoakPage
{
    public static string Text(double minutes, TimeSpan window, TimeSpan lifted, IReadOnlyList<BenchRow> rows, string told) => string.Create(CultureInfo.InvariantCulture, $"""
        # All programs under load, with kills

        {minutes:0} minutes of `./bench soak` on one machine: a hub on three instances with PostgreSQL, three regions (an issuer and a gateway each), two more gateways on one Redis, a handheld that syncs and then decides alone, followers of the feed. Offices issue, revoke, suspend and lift; desks ask live and offline. Every few seconds something befalls a program: of each kind some are killed (kill -9) and started again, TLS keys change, targets are published, the leading hub stands still until another leads.

        - A verdict is wrong when no status that was in force at any instant between question and answer makes it right; a suspension or revocation may be unknown for {window.TotalSeconds:0} s after the office was told that it is durable (for the handheld: before its last sync), a lift for {lifted.TotalSeconds:0} s: it counts only with an epoch that the witnesses have cosigned, and witnesses and hubs are killed meanwhile. Who leaves a licence open is not wrong; how often is told below.
        - Memory (resident), threads and open files are read every two seconds. The table shows the programs that are never killed: the median of the last quarter beside that of the second.

        {told}

        | what | last quarter | second quarter | ratio | bound | |
        |---|---|---|---|---|---|
        {string.Join('\n', rows.Skip(1).Select(row => string.Create(CultureInfo.InvariantCulture, $"| {row.Row} | {row.Value:0} {row.Unit} | {row.PeerValue:0} | {row.Ratio:0.00} | {row.Target} | {(row.Ok ? "held" : "MISSED")} |")))}

        Wrong verdicts: {rows[0].Value:0} {rows[0].Unit}.

        """);
}
