using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Projections;

namespace Trustctl.Commands;

/// <summary>`trustctl project vical|provider`: a VICAL, and the certificates that its provider signs by.</summary>
internal static class VicalCommand
{
    public static Command Build()
    {
        var (state, file, now, json) = (ProjectCommand.State(), ProjectCommand.Out(), Arguments.Now(), Arguments.Json());
        var name = new Option<string>("--provider") { Description = "Who provides it, as readers see it", Required = true };
        var signing = new SigningKey();
        var chain = new Option<string[]>("--chain") { Description = "The certificate of that key, then those above it", Required = true, AllowMultipleArgumentsPerToken = true };
        var command = new Command("vical", "IACA certificates as a VICAL (ISO/IEC 18013-5 Annex C)") { state, file, name, chain, now, json };
        signing.AddTo(command);
        command.SetAction(parsed =>
        {
            var at = Arguments.Instant(parsed.GetValue(now)).Instant;
            var (list, code) = ProjectCommand.Load(parsed.GetValue(state)!, at);
            if (list is null) return code;
            var certificates = parsed.GetValue(chain)!.Select(path => (ReadOnlyMemory<byte>)Certificates.Read(path)).ToArray();
            var (vical, leftOut) = VicalProjection.Of(list, parsed.GetValue(name)!, at);
            var bytes = SignedVical.Sign(vical, signing.Open(parsed), [.. certificates]);
            if (SignedVical.Read(bytes).Value.Verify([certificates[^1]], at) is { } refusal)
            {
                Console.Error.WriteLine($"Readers would refuse it: {refusal.Fault} {refusal.Detail}");
                return ExitCode.Refused;
            }
            return ProjectCommand.Write(parsed.GetValue(file)!, bytes, leftOut, at, parsed.GetValue(json));
        });
        return command;
    }

    public static Command Provider()
    {
        var folder = new Option<string>("--dir") { Description = "Where keys and certificates go; nothing is overwritten", Required = true };
        var name = new Option<string>("--name") { Description = "The provider's name", Required = true };
        var now = Arguments.Now();
        var command = new Command("provider", "Make a VICAL provider's root and signer (test keys)") { folder, name, now };
        command.SetAction(parsed =>
        {
            try
            {
                var provider = VicalProvider.Create(parsed.GetValue(folder)!, parsed.GetValue(name)!, Arguments.Instant(parsed.GetValue(now)).Instant);
                Console.WriteLine($"root {provider.RootFile}, signer {provider.SignerFile}, key {provider.KeyFile}");
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new UsageException(failure.Message);
            }
        });
        return command;
    }
}
