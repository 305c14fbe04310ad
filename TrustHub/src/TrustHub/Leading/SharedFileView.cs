using Dapper;
using Federation.Hosting.Storage;
using TrustHub.Storage;

namespace TrustHub.Leading;

/// <summary>The public files as the instances share them; the folder of one that follows may lag behind by a moment.</summary>
internal sealed class SharedFileView(ISqlDatabase database) : IShownFiles
{
    /// <inheritdoc/>
    public IEnumerable<string> List() => database.Read((connection, transaction) => SharedFileTable.Known(connection, transaction).Keys.ToList());

    /// <inheritdoc/>
    public byte[]? Read(string path) => database.Read((connection, transaction) =>
        connection.QuerySingleOrDefault<byte[]>("SELECT bytes FROM public_file WHERE path = @path", new { path }, transaction));
}
