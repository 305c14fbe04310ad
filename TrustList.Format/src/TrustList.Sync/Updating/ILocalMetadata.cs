namespace TrustList.Sync;

/// <summary>
/// What a client holds of the repository's metadata: as one state that is swapped at the end of a run
/// (<see cref="StoredState"/>), or as files of a folder that change step by step (<see cref="MetadataFolder"/>).
/// </summary>
internal interface ILocalMetadata
{
    /// <summary>A role's file as held, or null. Nothing about it is proved.</summary>
    ReadOnlyMemory<byte>? Find(string role);

    /// <summary>Takes a role's file that has passed its step, or is the one that its lister states.</summary>
    void Keep(string role, ReadOnlyMemory<byte> file);

    /// <summary>Lets go of a role's file, which must not serve any more.</summary>
    void Forget(string role);
}
