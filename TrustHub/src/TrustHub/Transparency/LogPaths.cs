namespace TrustHub.Transparency;

/// <summary>Where the log's public files lie.</summary>
public static class LogPaths
{
    /// <summary>The log's folder: below it the paths are those of C2SP tlog-tiles.</summary>
    public const string Folder = "log/";

    /// <summary>The newest checkpoint that carries the quorum.</summary>
    public const string Checkpoint = Folder + "checkpoint";

    /// <summary>The newest signed checkpoint: what witnesses are offered.</summary>
    public const string Pending = Folder + "pending";

    /// <summary>The proof of the newest witnessed epoch.</summary>
    public const string Proof = Folder + "proof";
}
