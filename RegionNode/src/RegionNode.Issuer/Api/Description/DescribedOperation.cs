using System.Text.Json.Nodes;
using Federation.Hosting.Description;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;

namespace RegionNode.Issuer.Api.Description;

/// <summary>Puts what an endpoint's rules mean into its description: who may call, headers, pages, and the closed codes of each refusal.</summary>
internal sealed class DescribedOperation : IOpenApiOperationTransformer
{
    internal const string CallerExtension = "x-caller";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var rules = new EndpointRules(context.Description.ActionDescriptor.EndpointMetadata, operation.RequestBody is not null);
        operation.AddExtension(CallerExtension, new JsonNodeExtension(rules.Caller.ToString()));
        if (rules.Caller == Caller.Province)
            DescribeProvince(operation, rules, context.Document!);
        foreach (var parameter in Parameters(rules))
            (operation.Parameters ??= []).Add(parameter);
        if (rules.HasETag)
            (operation.Responses ??= [])["304"] = new OpenApiResponse { Description = "As the caller knows it." };
        DescribedRefusals.Put(operation, rules.Codes(), context.Document!);
        if (operation.RequestBody?.Content is { } content && content.TryGetValue("application/json", out var body))
            body.Example = RequestExamples.Of(operation.OperationId);
        return Task.CompletedTask;
    }

    private static void DescribeProvince(OpenApiOperation operation, EndpointRules rules, OpenApiDocument document)
    {
        List<string> roles = [.. rules.Roles.Select(RoleNames.Of)];
        operation.Security =
        [
            new() { [new OpenApiSecuritySchemeReference(DescribedDocument.Key, document)] = roles },
            new() { [new OpenApiSecuritySchemeReference(DescribedDocument.Key, document)] = [], [new OpenApiSecuritySchemeReference(DescribedDocument.Token, document)] = roles },
        ];
        operation.Description = roles.Count == 0 ? "For any role." : $"For the roles: {string.Join(", ", roles)}.";
    }

    private static IEnumerable<OpenApiParameter> Parameters(EndpointRules rules)
    {
        if (rules.IsPaged)
        {
            yield return Parameter("after", ParameterLocation.Query, "The next of the page before; absent: from the beginning.", Text());
            yield return Parameter("limit", ParameterLocation.Query, "The most items.", new OpenApiSchema
            {
                Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{PageQuery.MostLimit}", Default = JsonValue.Create(PageQuery.DefaultLimit),
            });
        }
        if (rules.IsIdempotent)
            yield return Parameter(IdempotencyKey.Header, ParameterLocation.Header, "The caller's name for this wish: asked again, the same answer for 24 hours.", Text(1, IdempotencyKey.MostCharacters));
        if (rules.HasETag)
            yield return Parameter("If-None-Match", ParameterLocation.Header, "The ETag that the caller has: 304 where it still holds.", Text());
        if (rules.TakesIfMatch)
            yield return Parameter("If-Match", ParameterLocation.Header, "The ETag that the caller has seen: 412 where it no longer holds.", Text());
        if (rules.Caller == Caller.Province)
            yield return Parameter(Access.ReasonHeader, ParameterLocation.Header, "Why a person's record is looked at or changed, for the audit trail; no personal data.", Text(1, Access.MaxReason));
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, string description, OpenApiSchema schema) =>
        new() { Name = name, In = place, Description = description, Schema = schema };

    private static OpenApiSchema Text(int? least = null, int? most = null) => new() { Type = JsonSchemaType.String, MinLength = least, MaxLength = most };
}
