using Federation.Hosting.Health;
using Federation.Hosting.Problems;
using Microsoft.AspNetCore.Builder;

namespace Federation.Hosting;

/// <summary>What every host's pipeline begins with.</summary>
public static class FederationPipeline
{
    /// <summary>Problem documents around everything that follows, and the health endpoints. Goes first.</summary>
    public static WebApplication UseFederation(this WebApplication app)
    {
        app.UseFederationProblems();
        app.MapFederationHealth();
        return app;
    }
}
