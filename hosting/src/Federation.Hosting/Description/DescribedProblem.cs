using Microsoft.OpenApi;

namespace Federation.Hosting.Description;

/// <summary>The form of every refusal in a program's description.</summary>
public static class DescribedProblem
{
    private const string Name = "Problem";

    /// <summary>Puts the form among the description's schemas, in place of the framework's.</summary>
    public static void Put(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas.Remove("ProblemDetails");
        document.Components.Schemas[Name] = Schema();
    }

    /// <summary>A reference to the form.</summary>
    public static OpenApiSchemaReference Reference(OpenApiDocument document) => new(Name, document);

    private static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A refusal (RFC 9457). The code is of a closed list.",
        Required = new HashSet<string> { "type", "title", "status", "code", "instance" },
        Properties = new[] { "type", "title", "code", "detail", "instance" }.ToDictionary(
            name => name, name => (IOpenApiSchema)new OpenApiSchema { Type = name == "detail" ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String })
            .Append(new("status", new OpenApiSchema { Type = JsonSchemaType.Integer })).ToDictionary(),
    };
}
