using Federation.Hosting.Description;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RegionNode.Issuer.Callers;

namespace RegionNode.Issuer.Api.Description;

/// <summary>Puts into the description what belongs to no one endpoint: how callers prove themselves, what a problem looks like, health.</summary>
internal sealed class DescribedDocument : IOpenApiDocumentTransformer
{
    internal const string Key = "key";
    internal const string Token = "token";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Region node, issuer",
            Version = "1",
            Description = "For the systems of one province. All data in examples are synthetic. Every caller shows a TLS key; its pin, or a token, says who it is.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.MutualTLS, Description = "A key whose pin the node's settings name." },
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT",
                Description = "ES256, signed by a registered system: iss, sub, aud, scope, iat, exp (at most 5 minutes), jti; cnf with x5t#S256 where it is to count more than once.",
            },
        };
        DescribedProblem.Put(document);
        DescribedHealth.Put(document, "node");
        foreach (var health in document.Paths.Where(path => path.Key.StartsWith("/health/", StringComparison.Ordinal)).SelectMany(path => path.Value.Operations!.Values))
            health.AddExtension(DescribedOperation.CallerExtension, new JsonNodeExtension(nameof(Caller.Anyone)));
        return Task.CompletedTask;
    }
}
