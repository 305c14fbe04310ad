namespace TrustHub.Storage;

/// <summary>Adds the two stores.</summary>
public static class StorageServices
{
    /// <summary>The database and the public folder of the data folder.</summary>
    public static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<IHubStore>(provider => new SqliteHubStore(provider.GetRequiredService<HubOptions>().DataDir));
        services.AddSingleton<IFileStore>(provider => new DiskFileStore(provider.GetRequiredService<HubOptions>().PublicDir));
    }
}
