using System.CommandLine;
using Federation.Ceremonies;

namespace Trustctl.Commands;

/// <summary>`trustctl project crl`: a province's own act, offline, with the IACA's key.</summary>
internal static class CrlCommand
{
    public static Command Build()
    {
        var folder = new Option<string>("--dir") { Description = "The province operators' offline folder", Required = true };
        var (file, now, json) = (ProjectCommand.Out(), Arguments.Now(), Arguments.Json());
        var command = new Command("crl", "The revocation list of the province's IACA (X.509 CRL), signed by its key") { folder, file, now, json };
        command.SetAction(parsed =>
        {
            var at = Arguments.Instant(parsed.GetValue(now)).Instant;
            try
            {
                var list = ProvinceFolder.Open(parsed.GetValue(folder)!).SignRevocationList(at);
                return ProjectCommand.Write(parsed.GetValue(file)!, list, [], at, parsed.GetValue(json));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or System.Text.Json.JsonException)
            {
                throw new UsageException(failure.Message);
            }
        });
        return command;
    }
}
