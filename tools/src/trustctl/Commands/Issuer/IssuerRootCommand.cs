using System.CommandLine;
using TrustList.Format.Credentials;

namespace Trustctl.Commands;

/// <summary>`trustctl issuer root`: a region's root certificate (IACA), signed by its own key in a file or on a token.</summary>
internal static class IssuerRootCommand
{
    public static Command Build()
    {
        var name = new Option<string>("--name") { Description = "Common name of the root", Required = true };
        var iso = new Option<string>("--iso3166") { Description = "ISO 3166-2 code of the province, for example CN-SH", Required = true };
        var years = new Option<int>("--years") { Description = "How long it lives", DefaultValueFactory = _ => 10 };
        var (making, signing) = (new CertificateMaking(), new SigningKey());
        var command = new Command("root", "Make a region's root certificate (IACA), offline") { name, iso, years };
        making.AddTo(command);
        signing.AddTo(command);
        command.SetAction(parsed => making.Make(parsed, now => DocumentCertificates.CreateIaca(
            signing.Open(parsed), new CertificateSubject(parsed.GetValue(name)!, parsed.GetValue(iso)!), now.AddDays(-1), now.AddYears(parsed.GetValue(years)), making.Crl(parsed), making.Contact(parsed))));
        return command;
    }
}
