using System.Text.Json.Nodes;
using Federation.Hosting.Problems;
using Microsoft.OpenApi;

namespace Federation.Hosting.Description;

/// <summary>Puts the closed codes of each refusal into an operation's description.</summary>
public static class DescribedRefusals
{
    /// <summary>One response for each status, in place of those that were there.</summary>
    public static void Put(OpenApiOperation operation, IEnumerable<ProblemCode> refusals, OpenApiDocument document)
    {
        operation.Responses ??= [];
        foreach (var status in operation.Responses.Keys.Where(status => status[0] is '4' or '5').ToList())
            operation.Responses.Remove(status);
        foreach (var codes in refusals.Distinct().GroupBy(code => code.Status).OrderBy(group => group.Key))
        {
            operation.Responses[$"{codes.Key}"] = new OpenApiResponse
            {
                Description = string.Join(" ", codes.Select(code => $"{code.Code}: {code.Title}")),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = Problem([.. codes.Select(code => code.Code)], document) } },
            };
        }
    }

    private static OpenApiSchema Problem(IReadOnlyList<string> codes, OpenApiDocument document) => new()
    {
        AllOf = [DescribedProblem.Reference(document)],
        Properties = new Dictionary<string, IOpenApiSchema> { ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. codes.Select(code => (JsonNode)code)] } },
    };
}
