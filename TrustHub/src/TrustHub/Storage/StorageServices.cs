using Federation.Hosting.Backups;
using Federation.Hosting.Storage;
using Federation.Leading;
using TrustHub.Leading;

namespace TrustHub.Storage;

/// <summary>Adds the database and the stores that every room uses.</summary>
public static class StorageServices
{
    /// <summary>The database and the public folder: of the data folder, or those that instances share. The latter only the leader opens.</summary>
    public static void AddStorage(this IServiceCollection services, bool alone)
    {
        services.AddSingleton(provider => new DiskFileStore(provider.GetRequiredService<HubOptions>().PublicDir));
        services.AddSingleton<IHubStore, HubStore>();
        if (alone)
            services.AddAlone();
        else
            services.AddShared();
    }

    private static void AddAlone(this IServiceCollection services)
    {
        services.AddSingleton(provider => new WriterLock(provider.GetRequiredService<HubOptions>().DataDir));
        services.AddSingleton(provider =>
        {
            var writer = provider.GetRequiredService<WriterLock>();
            var database = HubDatabase.OpenFile(provider.GetRequiredService<HubOptions>().DataDir);
            writer.Claim(database);
            if (provider.GetRequiredService<HubOptions>().JournalDir is { Length: > 0 } journal)
                database.Journal = new DatabaseJournal(database.Path, journal);
            return database;
        });
        services.AddSingleton<ISqlDatabase>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<IFileStore>(provider => provider.GetRequiredService<DiskFileStore>());
    }

    private static void AddShared(this IServiceCollection services)
    {
        services.AddSingleton<ISqlDatabase>(provider => provider.GetRequiredService<Leadership>().Taken is { } seat
            ? HubDatabase.OpenLed(provider.GetRequiredService<HubOptions>(), seat.Term, seat.Over)
            : throw new InvalidOperationException("only the leader opens the database"));
        services.AddSingleton<SharedFiles>();
        services.AddSingleton<IFileStore>(provider => provider.GetRequiredService<SharedFiles>());
    }
}
