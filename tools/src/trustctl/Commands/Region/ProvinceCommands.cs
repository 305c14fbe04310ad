using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Signing;

namespace Trustctl.Commands;

/// <summary>`trustctl region new|certify|renew`: a pilot's province with all its test keys in one folder.</summary>
internal static class ProvinceCommands
{
    public static Command New()
    {
        var (folder, now) = (Folder(), Arguments.Now());
        var code = new Option<string>("--code") { Description = "GB/T 2260, six digits", Required = true };
        var name = new Option<string>("--name") { Description = "English name, for the certificate", Required = true };
        var iso = new Option<string>("--iso3166") { Description = "ISO 3166-2 code of the province, for example CN-SH", Required = true };
        var algorithm = new Option<string>("--alg") { Description = "es256, or sm2: the IACA, and a second key of each operator", DefaultValueFactory = _ => "es256" };
        algorithm.AcceptOnlyFromAmong("es256", "sm2");
        var command = new Command("new", "Make IACA and operator keys in an empty folder (test keys)") { folder, code, name, iso, algorithm, now };
        command.SetAction(parsed => Guard(() =>
        {
            var province = ProvinceFolder.Create(
                parsed.GetValue(folder)!, parsed.GetValue(code)!, parsed.GetValue(name)!, parsed.GetValue(iso)!, Arguments.Instant(parsed.GetValue(now)).Instant,
                Enum.Parse<SignatureAlgorithm>(parsed.GetValue(algorithm)!, ignoreCase: true));
            Console.WriteLine($"IACA {province.IacaThumbprint}");
        }));
        return command;
    }

    public static Command Certify()
    {
        var (folder, into, now) = (Folder(), Into(), Arguments.Now());
        var request = new Option<string>("--request") { Description = "What the node's incept verb printed", Required = true };
        var command = new Command("certify", "Certify a new node: document signer, issuers.json, delegation") { folder, request, into, now };
        command.SetAction(parsed => Guard(() =>
        {
            var read = NodeRequest.Read(InputFile.Read(parsed.GetValue(request)!, 65_536));
            if (!read.Ok) throw new UsageException($"{parsed.GetValue(request)}: {read.Fault} {read.Detail}");
            ProvinceFolder.Open(parsed.GetValue(folder)!).CertifyNode(read.Value, parsed.GetValue(into)!, Arguments.Instant(parsed.GetValue(now)).Instant);
        }));
        return command;
    }

    public static Command Renew()
    {
        var (folder, into, now) = (Folder(), Into(), Arguments.Now());
        var command = new Command("renew", "Sign the region's metadata again, each quarter") { folder, into, now };
        command.SetAction(parsed => Guard(() =>
            ProvinceFolder.Open(parsed.GetValue(folder)!).Renew(parsed.GetValue(into)!, Arguments.Instant(parsed.GetValue(now)).Instant)));
        return command;
    }

    private static Option<string> Folder() => new("--dir") { Description = "The operators' offline folder", Required = true };

    private static Option<string> Into() => new("--out") { Description = "Where the signed files go: the node's inception/ or inbox/", Required = true };

    private static void Guard(Action act)
    {
        try
        {
            act();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or System.Text.Json.JsonException)
        {
            throw new UsageException(failure.Message);
        }
    }
}
