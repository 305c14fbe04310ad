using System.CommandLine;
using Federation.Ceremonies;
using Federation.Ceremonies.Regions;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl region apply`: a province writes its application; with FILE, another of its operators signs it too.</summary>
internal static class RegionApplyCommand
{
    public static Command Build()
    {
        var file = new Option<string>("--out") { Description = "The application; signed in place where it exists", Required = true };
        var code = new Option<string?>("--code") { Description = "GB/T 2260, six digits" };
        var zh = new Option<string?>("--name-zh") { Description = "Chinese name" };
        var en = new Option<string?>("--name-en") { Description = "English name" };
        var iso = new Option<string?>("--iso3166") { Description = "ISO 3166-2 code of the province, for example CN-SC" };
        var iaca = new Option<string[]>("--iaca") { Description = "Root certificate to pin (DER or PEM)" };
        var operators = new Option<string[]>("--operator") { Description = "Public key of one of the region's operators (PEM)" };
        var threshold = new Option<int>("--threshold") { Description = "How many of them must sign", DefaultValueFactory = _ => 2 };
        var prefixes = new Option<string[]>("--office") { Description = "Beginning of the codes of its issuing offices (2, 4 or 6 digits)" };
        var except = new Option<string[]>("--except-office") { Description = "Longer beginning that does not belong" };
        var days = new Option<int>("--signing-key-days") { Description = "Longest time that one document signer signs", DefaultValueFactory = _ => 450 };
        var contact = new Option<string?>("--contact") { Description = "An office's address, not a person's" };
        var now = Arguments.Now();
        var signing = new SigningKey();
        var command = new Command("apply", "Write a region's application, or add an operator's signature to it")
        {
            file, code, zh, en, iso, iaca, operators, threshold, prefixes, except, days, contact, now,
        };
        signing.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var written = File.Exists(path) ? InputFile.Bounded(path, Limits.ApplicationBytes) : Application();
            var signer = signing.Open(parsed);
            var signed = ApplicationFile.Sign(written, signer);
            (signer as IDisposable)?.Dispose();
            if (!signed.Ok) throw new UsageException($"{path}: {signed.Fault}: {signed.Detail}");
            OutputFile.Write(path, signed.Value);
            var application = ApplicationFile.Read(signed.Value).Value;
            Console.WriteLine($"{path}: signed by {application.Signers.Length} of {application.Operators.Threshold}");
            return ExitCode.Accepted;

            byte[] Application()
            {
                try
                {
                    return ApplicationFile.Write(new RegionApplication
                    {
                        Code = Given(parsed, code),
                        Name = new Sentence(Given(parsed, zh), Given(parsed, en)),
                        Iso3166 = Given(parsed, iso),
                        Iaca = [.. (parsed.GetValue(iaca) ?? []).Select(certificate => (ReadOnlyMemory<byte>)Certificates.Read(certificate))],
                        Operators = OperatorGroup.Of(parsed.GetValue(threshold), (parsed.GetValue(operators) ?? []).Select(Keys.Public)),
                        Territory = new Territory { Prefixes = [.. parsed.GetValue(prefixes) ?? []], Except = [.. parsed.GetValue(except) ?? []] },
                        DocTypes = [MdocNames.DocType],
                        SigningKeyDays = parsed.GetValue(days),
                        Contact = Given(parsed, contact),
                        CreatedAt = Instants.WholeSeconds(Arguments.Instant(parsed.GetValue(now)).Instant),
                    });
                }
                catch (ArgumentException wrong)
                {
                    throw new UsageException(wrong.Message);
                }
            }
        });
        return command;
    }

    private static string Given(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) ?? throw new UsageException($"A new application needs {option.Name}.");
}
