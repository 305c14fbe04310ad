using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Trustctl.Inspection;

namespace Trustctl.Commands.Node;

/// <summary>What the node answered: a success. Problems and silence end the command.</summary>
internal sealed record NodeAnswer(byte[] Body, string? MediaType, string? ETag)
{
    /// <summary>Where the next page begins.</summary>
    public string? Next => Json is JsonObject page ? page["next"]?.GetValue<string>() : null;

    private JsonNode? Json => MediaType == "application/json" && Body.Length > 0 ? JsonNode.Parse(Body) : null;

    /// <summary>Its JSON as what is expected of it.</summary>
    /// <exception cref="StopException">It is something else (1).</exception>
    public T Read<T>(JsonTypeInfo<T> form) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, form) ?? throw new JsonException("null");
        }
        catch (JsonException other)
        {
            throw new StopException(ExitCode.Refused, Printable.Of($"the node answered something else than was asked: {other.Message}"));
        }
    }

    /// <summary>Sends the request.</summary>
    /// <exception cref="StopException">Refused (1), or no answer (2).</exception>
    public static async Task<NodeAnswer> OfAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var response = await client.SendAsync(request, cancel);
            var body = await response.Content.ReadAsByteArrayAsync(cancel);
            if (!response.IsSuccessStatusCode) throw new StopException(ExitCode.Refused, Printable.Of(Problem((int)response.StatusCode, body)));
            return new NodeAnswer(body, response.Content.Headers.ContentType?.MediaType, response.Headers.ETag?.ToString());
        }
        catch (HttpRequestException unreachable)
        {
            throw new StopException(ExitCode.Undecided, Printable.Of($"{client.BaseAddress}: {unreachable.InnerException?.Message ?? unreachable.Message}"));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new StopException(ExitCode.Undecided, $"{client.BaseAddress}: no answer in time; what was asked may have been done");
        }
        catch (JsonException)
        {
            throw new StopException(ExitCode.Refused, $"{client.BaseAddress}: an answer that is not JSON");
        }
    }

    /// <summary>Prints it: for people as an indented text, for programs as it came.</summary>
    public void Show(bool json)
    {
        if (Json is not { } node)
        {
            if (MediaType is not null && Body.Length > 0) Console.Out.Write(System.Text.Encoding.UTF8.GetString(Body));
            else if (!json) Console.WriteLine("done");
            return;
        }
        if (json)
        {
            Console.WriteLine(node.ToJsonString(InspectCommand.Readable));
            return;
        }
        TextTree.Write(Console.Out, node);
        if (ETag is not null) Console.WriteLine($"ETag: {ETag}");
    }

    // RFC 9457: code and title, then what this occurrence adds.
    private static string Problem(int status, byte[] body)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject problem || problem["code"] is not { } code) return $"{status}";
            string[] common = ["type", "title", "status", "code", "instance"];
            var more = problem.Where(member => !common.Contains(member.Key) && member.Value is not null).Select(member => $"{member.Key}: {member.Value!.ToJsonString(InspectCommand.Readable)}");
            return string.Join("; ", more.Prepend($"{status} {code}: {problem["title"]}"));
        }
        catch (JsonException)
        {
            return $"{status}";
        }
    }
}
