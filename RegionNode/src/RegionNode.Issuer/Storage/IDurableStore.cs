
namespace RegionNode.Issuer.Storage;

/// <summary>
/// The issuer's only store. Trusted for order and durability: what a returned write has
/// recorded survives a crash and a power cut. Not trusted with anything a verifier relies
/// on: all that leaves the node is signed.
/// </summary>
internal interface IDurableStore
{
    /// <summary>Runs a query on one consistent view.</summary>
    T Read<T>(Func<StoreSession, T> query);

    /// <summary>Runs one transaction, alone among writers; its effects are durable when the call returns. An exception says nothing about whether they are.</summary>
    /// <param name="act">What is being recorded, for fault reports.</param>
    /// <param name="work">The statements; throwing undoes them.</param>
    T Write<T>(string act, Func<StoreSession, T> work);

    /// <summary>
    /// Two transactions, one behind the other. Where the database can, the second has its beginning done while the first is at work.
    /// Where the first fails, neither is there; where the second does, the first is. An exception does not say which.
    /// </summary>
    /// <param name="act">What is being recorded, for fault reports.</param>
    /// <param name="first">The first.</param>
    /// <param name="prepare">The beginning of the second: sees nothing of the first, and touches no row that it touches.</param>
    /// <param name="second">The rest of it: sees the first.</param>
    void WriteTwo(string act, Action<StoreSession> first, Action<StoreSession> prepare, Action<StoreSession> second)
    {
        Write(act, db =>
        {
            first(db);
            return true;
        });
        Write(act, db =>
        {
            prepare(db);
            second(db);
            return true;
        });
    }
}
