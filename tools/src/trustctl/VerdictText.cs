using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace Trustctl;

/// <summary>A verdict for people, zh and en.</summary>
internal static class VerdictText
{
    public static void Write(TextWriter output, Verdict verdict)
    {
        output.WriteLine(verdict.Reason is { } reason ? $"{verdict.Outcome}: {reason}" : $"{verdict.Outcome}");
        foreach (var finding in verdict.Reasons) Line(output, "  reason ", finding);
        foreach (var finding in verdict.Warnings) Line(output, "  warning", finding);
        if (verdict.Issuer is { } issuer) output.WriteLine($"  issuer   {$"{issuer.Region} {issuer.NameZh} {issuer.NameEn}".Trim()} certificate {issuer.CertificateThumbprint[..16]}");
        if (verdict.RestsOn.TrustList is { } list) output.WriteLine($"  rests on trust list root {list.Root}, targets {list.Targets}, snapshot {list.Snapshot}");
        if (verdict.RestsOn.Epoch is { } epoch) output.WriteLine($"  logged as epoch {epoch.Number}, by {Instants.Format(epoch.LoggedAt)}");
        if (verdict.RestsOn.Status is { } status) output.WriteLine($"  status   {status.Value} at {(status.IssuedAt is { } at ? Instants.Format(at) : "?")}, age {status.AgeSeconds} s{Source(status)}");
        if (verdict.RestsOn.Transfer is { } transfer) output.WriteLine($"  moved to {transfer.To}, {Source(transfer)}");
        if (verdict.RestsOn.Live is { } live) output.WriteLine($"  {(live.Stapled ? "stapled" : "live")}    {live.Value} at {Instants.Format(live.IssuedAt)}");
        if (verdict.RestsOn.AgreementId is { } agreement) output.WriteLine($"  under    {agreement}");
        foreach (var (space, elements) in verdict.Disclosed) output.WriteLine($"  passed on {space}: {string.Join(", ", elements.Keys)}");
        if (!verdict.Withheld.IsEmpty) output.WriteLine($"  withheld {string.Join(", ", verdict.Withheld)}");
        output.WriteLine($"  {(verdict.Profile == VerificationProfile.Strict ? "strict" : "lenient")} profile, {(verdict.SimulatedClock ? "SIMULATED clock" : "clock")} {Instants.Format(verdict.At)}");
    }

    private static string Source(StatusBasis status) => status.Origin switch
    {
        null => "",
        StatusOrigin.StatusList => ", by its list",
        StatusOrigin.WitnessedHead => $", by epoch {status.Epoch}, version {status.Version}",
        _ => $", by the region's head {status.Version}, not in a witnessed epoch",
    };

    private static string Source(TransferBasis transfer) =>
        transfer.LoggedAt is { } at ? $"proven by epoch {transfer.Epoch}, logged by {Instants.Format(at)}" : "by the old region's word";

    private static void Line(TextWriter output, string label, Finding finding)
    {
        var text = ReasonText.Of(finding.Reason);
        output.WriteLine($"{label} {(int)finding.Reason} {finding.Reason}: {text.En} {text.Zh}{(string.IsNullOrEmpty(finding.Detail) ? "" : $" [{finding.Detail}]")}");
    }
}
