namespace RegionNode.Issuer.Storage;

/// <summary>Whether the database takes writes, as the last one that was tried shows.</summary>
internal sealed class WriteStanding
{
    private volatile string? fault;

    /// <summary>Why the last write failed, where storage was at fault; null: it did not.</summary>
    internal string? Fault => fault;

    internal void Failed(string code) => fault = code;

    internal void Done() => fault = null;
}
