using System.Buffers.Text;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Trustctl.Commands;

/// <summary>What `holder refresh`, `assertion` and `compact` share: a call to the region's gateway about a licence, with a proof of its device key.</summary>
internal sealed class HolderPossession
{
    private readonly Argument<string> licence = new("LICENCE") { Description = "What `holder collect` wrote; some verbs write it anew" };
    private readonly Option<string> gateway = new("--gateway") { Description = "The gateway's https address", Required = true };
    private readonly Option<string> pin = new("--gateway-pin") { Description = "SHA-256 of its TLS key, as its incept verb printed", Required = true };
    private readonly Option<string> code = new("--code") { Description = "The region", Required = true };
    private readonly SigningKey signing = new();

    public void AddTo(Command command)
    {
        command.Add(licence);
        command.Add(gateway);
        command.Add(pin);
        command.Add(code);
        signing.AddTo(command);
    }

    /// <summary>The licence's file.</summary>
    public string File(ParseResult parsed) => parsed.GetValue(licence)!;

    /// <summary>The licence with its device key.</summary>
    public Wallet Open(ParseResult parsed) => new(signing.Open(parsed), InputFile.Bounded(File(parsed), Limits.PresentationBytes));

    /// <summary>The device key.</summary>
    public ISigner Key(ParseResult parsed) => signing.Open(parsed);

    /// <summary>What the node answers.</summary>
    /// <exception cref="StopException">It refused, or did not answer.</exception>
    public async Task<byte[]> Ask(ParseResult parsed, Wallet wallet, HolderAct act, string? purpose, CancellationToken cancel)
    {
        if (!Uri.TryCreate(parsed.GetValue(gateway), UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps) throw new UsageException("--gateway: want an https address");
        if (!Pins.IsPin(parsed.GetValue(pin)!)) throw new UsageException("--gateway-pin: want 64 lower-case hexadecimal digits");
        if (wallet.IssuanceQuestion is not { } place) throw new StopException(ExitCode.Refused, "The licence names no status entry.");
        var pins = new HashSet<string>(StringComparer.Ordinal) { parsed.GetValue(pin)! };
        using var http = new HttpClient(PinnedHandler.Create(identity: null, () => pins)) { BaseAddress = address, MaxResponseContentBufferSize = Limits.PresentationBytes };
        try
        {
            var challenge = await Answered(await http.PostAsync(new Uri("/holder/nonce", UriKind.Relative), content: null, cancel), cancel);
            var nonce = JsonNode.Parse(challenge)?["nonce"]?.GetValue<string>() ?? throw new JsonException("the gateway gave no nonce");
            var body = Body(signing.Open(parsed), act, parsed.GetValue(code)!, nonce, place, purpose);
            return await Answered(await http.PostAsync(new Uri($"/holder/{act.ToString().ToLowerInvariant()}", UriKind.Relative), JsonBody.Of(body), cancel), cancel);
        }
        catch (HttpRequestException unreachable)
        {
            throw new StopException(ExitCode.Undecided, $"{address}: {unreachable.InnerException?.Message ?? unreachable.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new StopException(ExitCode.Undecided, $"{address}: no answer in time. Ask again.");
        }
        catch (Exception strange) when (strange is JsonException or InvalidOperationException)
        {
            throw new StopException(ExitCode.Refused, Printable.Of($"{address}: {strange.Message}"));
        }
    }

    private static JsonObject Body(ISigner key, HolderAct act, string region, string nonce, IssuanceQuestion place, string? purpose)
    {
        var (x, y) = key.PublicKey.Point;
        var body = new JsonObject
        {
            ["statusUri"] = place.StatusUri,
            ["index"] = place.Index,
            ["nonce"] = nonce,
            ["deviceKey"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(x), ["y"] = Base64Url.EncodeToString(y) },
            ["proof"] = Base64Url.EncodeToString(HolderProof.Sign(key, act, region, nonce, HolderProof.SubjectOf(place.StatusUri, place.Index, purpose))),
        };
        if (purpose is not null) body["purpose"] = purpose;
        return body;
    }

    private static async Task<byte[]> Answered(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        return response.IsSuccessStatusCode ? body
            : throw new StopException(ExitCode.Refused, Printable.Of($"{(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}"));
    }
}
