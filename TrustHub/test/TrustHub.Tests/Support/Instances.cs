using TrustList.Testing.Databases;

namespace TrustHub.Tests.Support;

/// <summary>A PostgreSQL server for the tests of several instances; each test has a database of its own.</summary>
public sealed class Instances : IAsyncLifetime
{
    private int _databases;
    private LocalPostgres? _server;

    /// <summary>The server.</summary>
    public LocalPostgres Server => _server!;

    public async Task InitializeAsync()
    {
        if (LocalPostgres.Missing is null)
            _server = await LocalPostgres.StartAsync();
    }

    /// <summary>A new database.</summary>
    public async Task<string> DatabaseAsync()
    {
        var name = $"hub_{Interlocked.Increment(ref _databases)}";
        await Server.CreateAsync(name);
        return name;
    }

    /// <summary>What makes a hub an instance on a database.</summary>
    public string[] Settings(string database, string instance, params string[] more) =>
    [
        "--Hub:Database", Server.ConnectionOf(database), "--Hub:DatabasePasswordFile", Server.PasswordFile, "--Hub:Instance", instance,
        "--Hub:LeaseMilliseconds", "5000", "--Hub:EpochMilliseconds", "10", .. more,
    ];

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
