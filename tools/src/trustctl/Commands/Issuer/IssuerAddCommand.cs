using System.CommandLine;
using Federation.Ceremonies;

namespace Trustctl.Commands;

/// <summary>`trustctl issuer add`: publishes the next document signer or status key; the present one retires when it begins.</summary>
internal static class IssuerAddCommand
{
    public static Command Build()
    {
        var certificate = new Option<string?>("--certificate") { Description = "The next document signer's certificate (DER or PEM)" };
        var statusKey = new Option<string?>("--status-key") { Description = "The next status key (PEM)" };
        var urgent = new Option<bool>("--short-notice") { Description = "It may sign at once, for the reason given; the hub takes that only where a key of its kind is lost" };
        var drafting = new RegionDrafting();
        var command = new Command("add", "Draft the publication of the next document signer or status key") { certificate, statusKey, urgent };
        drafting.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var (der, spki) = (parsed.GetValue(certificate), parsed.GetValue(statusKey));
            if (der is null == spki is null) throw new UsageException("Give either --certificate or --status-key.");
            var reason = parsed.GetValue(urgent) ? drafting.Reason(parsed) : null;
            return drafting.Draft(parsed, (issuers, now) => der is not null
                ? IssuerRecords.AddDocumentSigner(issuers, Certificates.OfKnownKey(der), now, reason)
                : IssuerRecords.AddStatusKey(issuers, Keys.Public(spki!), now, reason), cancel);
        });
        return command;
    }
}
