using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl issuer activate|retire|compromise KEY`: one step in a key's life, which nobody takes back.</summary>
internal static class IssuerStepCommand
{
    public static Command Activate() => Build("activate", "Draft that a key is in use", null,
        (issuers, key, reason, now, _) => IssuerRecords.Activate(issuers, key, reason, now));

    public static Command Retire() => Build("retire", "Draft that a key signs no more; a second time, that it verifies no more", "--from",
        (issuers, key, reason, now, at) => IssuerRecords.Retire(issuers, key, reason, at ?? now));

    public static Command Compromise() => Build("compromise", "Draft that a key is lost: what it signed after an instant is refused", "--distrust-after",
        (issuers, key, reason, now, at) => IssuerRecords.Compromise(issuers, key, at ?? now, reason, now));

    private static Command Build(
        string name, string description, string? instant, Func<IssuersDocument, string, string, DateTimeOffset, DateTimeOffset?, IssuersDocument> step)
    {
        var key = new Argument<string>("KEY") { Description = "Thumbprint of the certificate, or id of the status key; its beginning is enough" };
        var at = new Option<string?>(instant ?? "--at") { Description = "The instant, for example 2020-10-12T08:00:00Z; else now" };
        var drafting = new RegionDrafting();
        var command = new Command(name, description) { key };
        if (instant is not null) command.Options.Add(at);
        drafting.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            DateTimeOffset? chosen = instant is not null && parsed.GetValue(at) is { } text ? Arguments.Instant(text).Instant : null;
            return drafting.Draft(parsed, (issuers, now) => step(issuers, Whole(issuers, parsed.GetValue(key)!), drafting.Reason(parsed).En, now, chosen), cancel);
        });
        return command;
    }

    /// <summary>The key that a name, or the beginning of one, means.</summary>
    public static string Whole(IssuersDocument issuers, string beginning)
    {
        var fitting = issuers.Certificates.Select(certificate => certificate.Thumbprint).Concat(issuers.StatusKeys.Select(key => key.KeyId))
            .Where(name => beginning.Length >= 8 && name.StartsWith(beginning, StringComparison.Ordinal)).ToList();
        return fitting is [var only] ? only : throw new ArgumentException($"{beginning}: {fitting.Count} keys of the region fit (8 digits at least)");
    }
}
