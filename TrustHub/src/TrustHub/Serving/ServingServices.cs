namespace TrustHub.Serving;

/// <summary>Adds the public interface.</summary>
public static class ServingServices
{
    /// <summary>The files.</summary>
    public static void AddServing(this IServiceCollection services) => services.AddSingleton<PublicFile>();
}
