using System.Buffers.Text;
using System.CommandLine;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>`trustctl holder prove LICENCE`: fetches the licence's issuance proof from its region and puts it beside the issuer's signature.</summary>
internal static class HolderProveCommand
{
    public static Command Build()
    {
        var licence = new Argument<string>("LICENCE") { Description = "What `holder collect` wrote; the proof is put into it" };
        var gateway = new Option<string>("--gateway") { Description = "The gateway's https address", Required = true };
        var pin = new Option<string>("--gateway-pin") { Description = "SHA-256 of its TLS key, as its incept verb printed", Required = true };
        var signing = new SigningKey();
        var command = new Command("prove", "Fetch the proof of when a licence was issued, and keep it with the licence") { licence, gateway, pin };
        signing.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var file = parsed.GetValue(licence)!;
            if (!Uri.TryCreate(parsed.GetValue(gateway), UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps) throw new UsageException("--gateway: want an https address");
            if (!Pins.IsPin(parsed.GetValue(pin)!)) throw new UsageException("--gateway-pin: want 64 lower-case hexadecimal digits");
            var pins = new HashSet<string>(StringComparer.Ordinal) { parsed.GetValue(pin)! };
            using var http = new HttpClient(PinnedHandler.Create(identity: null, () => pins)) { BaseAddress = address, MaxResponseContentBufferSize = Limits.IssuanceProofBytes };
            try
            {
                var wallet = new Wallet(signing.Open(parsed), InputFile.Bounded(file, Limits.PresentationBytes));
                var proven = wallet.WithProof(await Fetch(http, wallet, cancel));
                OutputFile.Write(file, proven.ToIssuerSigned());
                Console.WriteLine($"{file}: carries its issuance proof");
                return ExitCode.Accepted;
            }
            catch (HttpRequestException unreachable)
            {
                throw new StopException(ExitCode.Undecided, $"{address}: {unreachable.InnerException?.Message ?? unreachable.Message}");
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new StopException(ExitCode.Undecided, $"{address}: no answer in time");
            }
            catch (ArgumentException wrong)
            {
                throw new StopException(ExitCode.Refused, Printable.Of(wrong.Message));
            }
        });
        return command;
    }

    private static async Task<byte[]> Fetch(HttpClient gateway, Wallet wallet, CancellationToken cancel)
    {
        if (wallet.IssuanceQuestion is not { } question) throw new ArgumentException("The licence names no status entry, so that no leaf can be about it.");
        var answer = await gateway.PostAsJsonAsync("/holder/proof", new JsonObject
        {
            ["statusUri"] = question.StatusUri,
            ["index"] = question.Index,
            ["msoSha256"] = Base64Url.EncodeToString(question.MsoSha256.Span),
        }, cancel);
        var body = await answer.Content.ReadAsByteArrayAsync(cancel);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => body,
            HttpStatusCode.ServiceUnavailable => throw new StopException(ExitCode.Undecided, "The licence is not in the log yet: ask again in a moment."),
            _ => throw new StopException(ExitCode.Refused, Printable.Of($"{(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}")),
        };
    }
}
