using System.Text.Json.Nodes;
using Federation.Hosting.Description;
using Microsoft.OpenApi;
using RegionNode.Gateway.Verifying.Asking;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Description;

/// <summary>The form of an answer, SPEC.md §8.6 and §8.7, for machines. Closed lists are written out.</summary>
internal static class AnswerSchema
{
    internal const string Name = "Answer";
    internal const string Finding = "Finding";
    internal const string LineProblem = "LineProblem";

    private static readonly OpenApiSchema Text = new() { Type = JsonSchemaType.String };
    private static readonly OpenApiSchema NullableText = new() { Type = JsonSchemaType.String | JsonSchemaType.Null };
    private static readonly OpenApiSchema Number = new() { Type = JsonSchemaType.Integer };
    private static readonly OpenApiSchema Flag = new() { Type = JsonSchemaType.Boolean };
    private static readonly OpenApiSchema Instant = new() { Type = JsonSchemaType.String, Format = "date-time" };

    internal static OpenApiSchema Answer(OpenApiDocument document) => Object("An answer: the verdict, and what the gateway adds.", new()
    {
        ["outcome"] = Names<Outcome>(),
        ["reason"] = OrNull(Names<Reason>()),
        ["reasons"] = List(new OpenApiSchemaReference(Finding, document)),
        ["warnings"] = List(new OpenApiSchemaReference(Finding, document)),
        ["issuer"] = OrNull(Object("Who issued the licence.", new()
        {
            ["region"] = NullableText, ["nameZh"] = NullableText, ["nameEn"] = NullableText, ["certificateThumbprint"] = Text,
        })),
        ["presented"] = Object("How the licence was shown.", new()
        {
            ["kind"] = Names<PresentationKind>(), ["replayId"] = NullableText, ["replayUntil"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" },
        }),
        ["profile"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["strict", "lenient"] },
        ["simulatedClock"] = Flag,
        ["at"] = Instant,
        ["restsOn"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Trust list, epoch, status, agreement, live answer: SPEC.md §8.6." },
        ["disclosed"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Elements by namespace; byte strings as base64url.",
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() },
        },
        ["withheld"] = List(Text),
        ["text"] = Object("One sentence for a person.", new() { ["zh"] = Text, ["en"] = Text }),
        ["freshness"] = OrNull(Object("The newest word about the status that the verdict rests on.", new()
        {
            ["source"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["LiveAnswer", "Staple", .. Enum.GetNames<StatusOrigin>().Select(name => (JsonNode)name)] },
            ["asOf"] = Instant,
            ["ageSeconds"] = Number,
        })),
        ["degraded"] = List(Names<Degraded>()),
        ["liveAssertion"] = NullableText,
        ["traceId"] = Text,
        ["line"] = Number,
    }, optional: "line");

    internal static OpenApiSchema FindingOf() => Object("A failed check.", new()
    {
        ["code"] = Number, ["name"] = Names<Reason>(), ["zh"] = Text, ["en"] = Text, ["detail"] = Text,
    });

    internal static OpenApiSchema LineProblemOf(OpenApiDocument document) => Object("A line of a batch whose question was refused.", new()
    {
        ["line"] = Number, ["problem"] = DescribedProblem.Reference(document),
    });

    private static OpenApiSchema Object(string description, Dictionary<string, IOpenApiSchema> members, string? optional = null) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Properties = members,
        Required = members.Keys.Where(name => name != optional).ToHashSet(StringComparer.Ordinal),
    };

    private static OpenApiSchema OrNull(OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        if (schema.Enum is { } names) names.Add(null!);
        return schema;
    }

    private static OpenApiSchema Names<T>() where T : struct, Enum =>
        new() { Type = JsonSchemaType.String, Enum = [.. Enum.GetNames<T>().Select(name => (JsonNode)name)] };

    private static OpenApiSchema List(IOpenApiSchema item) => new() { Type = JsonSchemaType.Array, Items = item };
}
