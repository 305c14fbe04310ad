using Federation.Hosting.Description;
using Federation.Hosting.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RegionNode.Gateway.Verifying;
using RegionNode.Gateway.Verifying.Batches;

namespace RegionNode.Gateway.Description;

/// <summary>Puts what an endpoint's metadata means into its description: the closed codes of each refusal, examples, what an answer looks like.</summary>
internal sealed class GatewayOperation : IOpenApiOperationTransformer
{
    private static readonly OpenApiSchema Binary = new() { Type = JsonSchemaType.String, Format = "binary" };

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var own = context.Description.ActionDescriptor.EndpointMetadata.OfType<RefusalRule>().SelectMany(rule => rule.Codes);
        DescribedRefusals.Put(operation, [.. own, CommonProblems.TooMany, CommonProblems.Internal], context.Document!);
        if (operation.RequestBody?.Content is { } sent) DescribeBody(operation, sent);
        if (operation.Responses?.GetValueOrDefault("200")?.Content is { } got) DescribeAnswer(got, context.Document!);
        return Task.CompletedTask;
    }

    private static void DescribeBody(OpenApiOperation operation, IDictionary<string, OpenApiMediaType> content)
    {
        if (content.TryGetValue(AnswerJson.MediaType, out var json)) json.Example = RequestExamples.Of(operation.OperationId);
        if (content.TryGetValue(BatchEndpoint.Lines, out var lines)) lines.Example = RequestExamples.Of(operation.OperationId);
        if (!content.TryGetValue(QuestionReader.Cbor, out var cbor)) return;
        cbor.Schema = Binary;
        foreach (var (name, description) in CborQuery) (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = $"With {QuestionReader.Cbor} alone. {description}",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    private static readonly (string Name, string Description)[] CborQuery =
    [
        ("acceptor", "The region where the licence is shown, six digits."),
        ("purpose", "What it is shown for."),
        ("transcript", "The CBOR SessionTranscript that the device signed over, base64."),
        ("live", "true: ask the home region before deciding."),
        ("profile", "strict (when absent) or lenient."),
    ];

    private static void DescribeAnswer(IDictionary<string, OpenApiMediaType> content, OpenApiDocument document)
    {
        var answer = new OpenApiSchemaReference(AnswerSchema.Name, document);
        if (content.TryGetValue(AnswerJson.MediaType, out var json) && json.Schema is null) json.Schema = answer;
        if (content.TryGetValue(BatchEndpoint.Lines, out var lines))
            lines.Schema = new OpenApiSchema
            {
                Description = "One line of the answer.",
                OneOf = [answer, new OpenApiSchemaReference(AnswerSchema.LineProblem, document)],
            };
    }
}
