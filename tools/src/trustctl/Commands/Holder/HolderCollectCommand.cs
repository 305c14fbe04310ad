using System.Buffers.Text;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Trustctl.Commands;

/// <summary>`trustctl holder collect`: proves a device key to a region's gateway and collects the licence of an offer.</summary>
internal static class HolderCollectCommand
{
    public static Command Build()
    {
        var gateway = new Option<string>("--gateway") { Description = "The gateway's https address", Required = true };
        var pin = new Option<string>("--gateway-pin") { Description = "SHA-256 of its TLS key, as its incept verb printed", Required = true };
        var code = new Option<string>("--code") { Description = "The region", Required = true };
        var offer = new Option<string>("--offer") { Description = "The offer code that the province's system gave", Required = true };
        var output = new Option<string>("--out") { Description = "The licence to write (IssuerSigned, CBOR)", Required = true };
        var signing = new SigningKey();
        var command = new Command("collect", "Collect the licence of an offer for a device key (ES256)") { gateway, pin, code, offer, output };
        signing.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var key = signing.Open(parsed);
            if (key.PublicKey.Algorithm != SignatureAlgorithm.ES256) throw new UsageException("A device key is an ES256 key.");
            if (!Uri.TryCreate(parsed.GetValue(gateway), UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps) throw new UsageException("--gateway: want an https address");
            if (!Pins.IsPin(parsed.GetValue(pin)!)) throw new UsageException("--gateway-pin: want 64 lower-case hexadecimal digits");
            var pins = new HashSet<string>(StringComparer.Ordinal) { parsed.GetValue(pin)! };
            using var http = new HttpClient(PinnedHandler.Create(identity: null, () => pins)) { BaseAddress = address, MaxResponseContentBufferSize = Limits.PresentationBytes };
            try
            {
                var licence = await Collect(http, key, parsed.GetValue(code)!, parsed.GetValue(offer)!, cancel);
                OutputFile.Write(parsed.GetValue(output)!, licence);
                Console.WriteLine($"{parsed.GetValue(output)}: {licence.Length} bytes, {new Wallet(key, licence).Elements.Count} elements");
                return ExitCode.Accepted;
            }
            catch (HttpRequestException unreachable)
            {
                throw new StopException(ExitCode.Undecided, $"{address}: {unreachable.InnerException?.Message ?? unreachable.Message}");
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new StopException(ExitCode.Undecided, $"{address}: no answer in time. Collect again: the same key gets the same licence.");
            }
            catch (Exception strange) when (strange is JsonException or ArgumentException or InvalidOperationException)
            {
                throw new StopException(ExitCode.Refused, Printable.Of($"{address}: {strange.Message}"));
            }
        });
        return command;
    }

    private static async Task<byte[]> Collect(HttpClient gateway, ISigner key, string region, string offer, CancellationToken cancel)
    {
        var challenge = await Answered(await gateway.PostAsync(new Uri("/holder/nonce", UriKind.Relative), content: null, cancel), cancel);
        var nonce = JsonNode.Parse(challenge)?["nonce"]?.GetValue<string>() ?? throw new JsonException("the gateway gave no nonce");
        var (x, y) = key.PublicKey.Point;
        return await Answered(await gateway.PostAsync(new Uri("/holder/collect", UriKind.Relative), JsonBody.Of(new JsonObject
        {
            ["offer"] = offer,
            ["nonce"] = nonce,
            ["deviceKey"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(x), ["y"] = Base64Url.EncodeToString(y) },
            ["proof"] = Base64Url.EncodeToString(HolderProof.Sign(key, region, nonce, offer)),
        }), cancel), cancel);
    }

    private static async Task<byte[]> Answered(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        return response.IsSuccessStatusCode ? body
            : throw new StopException(ExitCode.Refused, Printable.Of($"{(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}"));
    }
}
