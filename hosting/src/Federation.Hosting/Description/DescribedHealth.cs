using Microsoft.OpenApi;

namespace Federation.Hosting.Description;

/// <summary>Puts the two health endpoints into a description: the framework leaves them out.</summary>
public static class DescribedHealth
{
    /// <summary>Adds both paths.</summary>
    /// <param name="document">The description.</param>
    /// <param name="program">What the program is called in "Whether the … is ready".</param>
    public static void Put(OpenApiDocument document, string program)
    {
        document.Paths["/health/live"] = Path("GetLive", "Whether the process serves.");
        document.Paths["/health/ready"] = Path("GetReady", $"Whether the {program} is ready; reasons and warnings.");
    }

    private static OpenApiPathItem Path(string name, string summary) => new()
    {
        Operations = new Dictionary<HttpMethod, OpenApiOperation>
        {
            [HttpMethod.Get] = new()
            {
                OperationId = name,
                Summary = summary,
                Responses = new OpenApiResponses
                {
                    ["200"] = new OpenApiResponse { Description = "Yes." },
                    ["503"] = new OpenApiResponse { Description = "No; the body says why." },
                },
            },
        },
    };
}
