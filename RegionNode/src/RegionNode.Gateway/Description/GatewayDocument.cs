using Federation.Hosting.Description;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RegionNode.Gateway.Description;

/// <summary>Puts into the description what belongs to no one endpoint: what an answer and a problem look like, health.</summary>
internal sealed class GatewayDocument : IOpenApiDocumentTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Region node, gateway",
            Version = "1",
            Description = "For desks, handhelds and holders' phones. All data in examples are synthetic. The same questions can be asked over gRPC: federation.verify.v1.Verifier.",
        };
        document.Servers = [];
        DescribedProblem.Put(document);
        DescribedHealth.Put(document, "gateway");
        document.Components!.Schemas![AnswerSchema.Name] = AnswerSchema.Answer(document);
        document.Components.Schemas[AnswerSchema.Finding] = AnswerSchema.FindingOf();
        document.Components.Schemas[AnswerSchema.LineProblem] = AnswerSchema.LineProblemOf(document);
        return Task.CompletedTask;
    }
}
