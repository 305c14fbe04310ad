using System.CommandLine;
using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace Trustctl;

/// <summary>What both commands have that make a certificate.</summary>
internal sealed class CertificateMaking
{
    private readonly Option<string> output = new("--out") { Description = "The certificate to write (DER); never overwritten", Required = true };
    private readonly Option<string> crl = new("--crl") { Description = "Where the root's revocation list is served", Required = true };
    private readonly Option<string> contact = new("--contact") { Description = "The issuing office's address, an URI", Required = true };
    private readonly Option<string?> now = Arguments.Now();

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { output, crl, contact, now }) command.Options.Add(option);
    }

    /// <summary>Address of the revocation list.</summary>
    public string Crl(ParseResult parsed) => parsed.GetValue(crl)!;

    /// <summary>The office's address.</summary>
    public string Contact(ParseResult parsed) => parsed.GetValue(contact)!;

    /// <summary>Makes a certificate, writes it and prints its thumbprint.</summary>
    public int Make(ParseResult parsed, Func<DateTimeOffset, byte[]> make)
    {
        var path = parsed.GetValue(output)!;
        if (File.Exists(path)) throw new UsageException($"{path} is there already.");
        try
        {
            var der = make(Instants.WholeSeconds(Arguments.Instant(parsed.GetValue(now)).Instant));
            OutputFile.Write(path, der);
            Console.WriteLine(Convert.ToHexStringLower(SHA256.HashData(der)));
            return ExitCode.Accepted;
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
