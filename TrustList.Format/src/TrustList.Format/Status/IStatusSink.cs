namespace TrustList.Format.Status;

/// <summary>Takes a snapshot's content as it is decoded. What it was given means nothing where the decoding then fails.</summary>
public interface IStatusSink
{
    /// <summary>The size, before any entry: at most the limits, but not yet borne out by the bytes.</summary>
    /// <param name="blocks">Blocks opened.</param>
    /// <param name="exceptions">How many entries will come.</param>
    void Begin(int blocks, long exceptions);

    /// <summary>The next entry that is not Valid; they ascend.</summary>
    void Add(long entry, byte value);
}
