using Federation.Hosting.Storage;
using TrustList.Testing.Databases;

namespace Federation.Hosting.Tests.Storage;

/// <summary>One server for the tests of a class, a database for each test.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private LocalPostgres? _server;
    private int _made;

    public LocalPostgres Server => _server ?? throw new InvalidOperationException("PostgreSQL is missing");

    public async Task<(string Name, PostgresPlace Place)> NewAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _made)}";
        await Server.CreateAsync(name);
        return (name, PostgresPlace.Of(Server.ConnectionOf(name), Server.PasswordFile));
    }

    public async Task InitializeAsync()
    {
        if (LocalPostgres.Missing is null)
            _server = await LocalPostgres.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
