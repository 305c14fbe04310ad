namespace TrustHub.Storage;

/// <summary>Adds the database and the stores that every room uses.</summary>
public static class StorageServices
{
    /// <summary>The database and the public folder of the data folder.</summary>
    public static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton(provider => new WriterLock(provider.GetRequiredService<HubOptions>().DataDir));
        services.AddSingleton(provider =>
        {
            var writer = provider.GetRequiredService<WriterLock>();
            var database = SqliteHubStore.OpenDatabase(provider.GetRequiredService<HubOptions>().DataDir);
            writer.Claim(database);
            return database;
        });
        services.AddSingleton<IHubStore, SqliteHubStore>();
        services.AddSingleton<IFileStore>(provider => new DiskFileStore(provider.GetRequiredService<HubOptions>().PublicDir));
    }
}
