using System.CommandLine;
using TrustList.Format.Credentials;

namespace Trustctl.Commands;

/// <summary>`trustctl issuer certify`: a document signer's certificate, signed by the region's root key, offline.</summary>
internal static class IssuerCertifyCommand
{
    public static Command Build()
    {
        var root = new Option<string>("--root") { Description = "The region's root certificate (DER or PEM)", Required = true };
        var name = new Option<string>("--name") { Description = "Common name of the signer", Required = true };
        var days = new Option<int>("--days") { Description = "How long it lives, 457 at most", DefaultValueFactory = _ => 456 };
        var (node, making, signing) = (new NodeKeys(), new CertificateMaking(), new SigningKey());
        var command = new Command("certify", "Certify the key with which a node signs licences, offline") { root, name, days };
        node.AddTo(command);
        making.AddTo(command);
        signing.AddTo(command);
        command.SetAction(parsed => making.Make(parsed, now => DocumentCertificates.CreateDocumentSigner(
            signing.Open(parsed), Certificates.OfKnownKey(parsed.GetValue(root)!), node.DocumentSigner(parsed), parsed.GetValue(name)!,
            now.AddMinutes(-5), now.AddDays(parsed.GetValue(days)), making.Crl(parsed), making.Contact(parsed))));
        return command;
    }
}
