namespace RegionNode.Gateway.Caching;

/// <summary>
/// Keeps what a phone or a desk left until a question takes it, once. Who has the reference, and asks for the same owner, has the
/// content; for anybody else there is nothing, and what there is stays.
/// </summary>
internal interface IReferences
{
    /// <summary>Keeps bytes under a new reference: 16 random bytes in base64url. Null: there is no room.</summary>
    ValueTask<string?> Put(string owner, ReadOnlyMemory<byte> content, TimeSpan life, CancellationToken cancel);

    /// <summary>The bytes, the first time; null where there are none any more, never were, or they were changed.</summary>
    ValueTask<byte[]?> TakeOnce(string owner, string reference, CancellationToken cancel);

    /// <summary>Lets go what this process holds beyond its life.</summary>
    void Forget();
}
