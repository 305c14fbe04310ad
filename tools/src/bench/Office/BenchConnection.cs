using Federation.Hosting.Storage;
using Npgsql;
using TrustList.Testing.Databases;

namespace Federation.Bench.Office;

/// <summary>A connection past the node's own store, with the node's buffers and no end to its patience.</summary>
internal static class BenchConnection
{
    internal static NpgsqlConnection Open(LocalPostgres server, string connection)
    {
        var opened = new NpgsqlConnection(
            $"{connection};Password={File.ReadAllText(server.PasswordFile).Trim()};Write Buffer Size={PostgresPlace.BufferBytes};Command Timeout=0;Pooling=false");
        opened.Open();
        return opened;
    }
}
