using System.Buffers.Text;
using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>What `holder prove` and `holder transfer-proof` share: a question to the region's gateway about a licence, which names it by its hash alone.</summary>
internal sealed class HolderQuestion
{
    private readonly Argument<string> licence = new("LICENCE") { Description = "What `holder collect` wrote; the proof is put into it" };
    private readonly Option<string> gateway = new("--gateway") { Description = "The gateway's https address", Required = true };
    private readonly Option<string> pin = new("--gateway-pin") { Description = "SHA-256 of its TLS key, as its incept verb printed", Required = true };
    private readonly SigningKey signing = new();

    public void AddTo(Command command)
    {
        command.Add(licence);
        command.Add(gateway);
        command.Add(pin);
        signing.AddTo(command);
    }

    /// <summary>The licence's file.</summary>
    public string File(ParseResult parsed) => parsed.GetValue(licence)!;

    /// <summary>The licence with its device key.</summary>
    public Wallet Open(ParseResult parsed) => new(signing.Open(parsed), InputFile.Bounded(File(parsed), Limits.PresentationBytes));

    /// <summary>What the node answers.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="wallet">The licence.</param>
    /// <param name="path">What is asked.</param>
    /// <param name="most">The most bytes of an answer.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="StopException">It refused, or did not answer.</exception>
    public async Task<byte[]> Ask(ParseResult parsed, Wallet wallet, string path, int most, CancellationToken cancel)
    {
        if (!Uri.TryCreate(parsed.GetValue(gateway), UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps) throw new UsageException("--gateway: want an https address");
        if (!Pins.IsPin(parsed.GetValue(pin)!)) throw new UsageException("--gateway-pin: want 64 lower-case hexadecimal digits");
        if (wallet.IssuanceQuestion is not { } question) throw new StopException(ExitCode.Refused, "The licence names no status entry, so that nothing in the log can be about it.");
        var pins = new HashSet<string>(StringComparer.Ordinal) { parsed.GetValue(pin)! };
        using var http = new HttpClient(PinnedHandler.Create(identity: null, () => pins)) { BaseAddress = address, MaxResponseContentBufferSize = most };
        try
        {
            return await Answered(await http.PostAsync(new Uri(path, UriKind.Relative), JsonBody.Of(new JsonObject
            {
                ["statusUri"] = question.StatusUri,
                ["index"] = question.Index,
                ["msoSha256"] = Base64Url.EncodeToString(question.MsoSha256.Span),
            }), cancel), cancel);
        }
        catch (HttpRequestException unreachable)
        {
            throw new StopException(ExitCode.Undecided, $"{address}: {unreachable.InnerException?.Message ?? unreachable.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new StopException(ExitCode.Undecided, $"{address}: no answer in time");
        }
    }

    private static async Task<byte[]> Answered(HttpResponseMessage answer, CancellationToken cancel)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(cancel);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => body,
            HttpStatusCode.ServiceUnavailable => throw new StopException(ExitCode.Undecided, "It is not in the log yet: ask again in a moment."),
            _ => throw new StopException(ExitCode.Refused, Printable.Of($"{(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}")),
        };
    }
}
