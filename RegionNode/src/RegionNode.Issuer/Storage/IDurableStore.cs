using Microsoft.Data.Sqlite;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// The issuer's only store. Trusted for order and durability: what a returned write has
/// recorded survives a crash and a power cut. Not trusted with anything a verifier relies
/// on: all that leaves the node is signed.
/// </summary>
internal interface IDurableStore
{
    /// <summary>Runs a query on one consistent view.</summary>
    T Read<T>(Func<SqliteConnection, T> query);

    /// <summary>Runs one transaction, alone among writers; its effects are durable when the call returns. An exception says nothing about whether they are.</summary>
    /// <param name="act">What is being recorded, for fault reports.</param>
    /// <param name="work">The statements; throwing undoes them.</param>
    T Write<T>(string act, Func<SqliteConnection, T> work);
}
