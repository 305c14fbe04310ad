using RegionNode.Issuer.Inception;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace RegionNode.Issuer.Keys;

/// <summary>
/// The emergency notices that the operators let the node know: copies of the public <c>notices.json</c> and
/// <c>policy.json</c> in <c>DIR/emergency/</c>. They can only stop keys, so the folder is trusted as the inbox is. Without
/// targets at hand a notice ends here by the clock, unless that policy ratified it.
/// </summary>
internal sealed partial class KnownNotices(NodeOptions options, ILogger<KnownNotices> logger)
{
    private const string NoticesName = "notices.json";
    private readonly Lock gate = new();
    private volatile NoticeBoard board = new(NoticesDocument.Empty, [], 0, long.MaxValue);
    private (DateTime Notices, DateTime Policy) seen;
    private volatile bool looked;
    private volatile LogPolicy? log;

    /// <summary>The log that this policy names; null where there is no policy or it names none.</summary>
    internal LogPolicy? Log
    {
        get
        {
            if (!looked)
                Look();
            return log;
        }
    }

    /// <summary>Whether a notice in force names one of this region's keys.</summary>
    /// <param name="key">Thumbprint of a certificate, or name of a status key.</param>
    /// <param name="at">The instant.</param>
    internal bool IsUnderNotice(string key, DateTimeOffset at)
    {
        if (!looked)
            Look();
        return board.OfKey(options.Code, key, at) is not null;
    }

    /// <summary>Reads the folder where it changed. What cannot be read, or takes a notice back, leaves the notices known before.</summary>
    internal void Look()
    {
        lock (gate)
        {
            var now = (Changed(NoticesName), Changed(PolicyDocument.Path));
            if (!looked || now != seen)
                Take();
            seen = now;
            looked = true; // Last: nobody signs before the first look has ended.
        }
    }

    private void Take()
    {
        var notices = Read(NoticesName, NoticesDocument.Read, NoticesDocument.Empty);
        var policy = Read<PolicyDocument?>(PolicyDocument.Path, bytes => Nullable(PolicyDocument.Read(bytes)), null);
        log = policy?.Log ?? log;
        if (notices is null || notices.CheckSuccessor(board.Document) is not null)
            Refused(logger, NoticesName);
        else
            board = new(notices, policy?.NoticeDecisions ?? [], policy?.NoticeBackdateDays ?? 0, long.MaxValue);
    }

    private T? Read<T>(string name, Reader<T> read, T absent)
    {
        if (!File.Exists(PathOf(name)))
            return absent;
        if (new FileInfo(PathOf(name)).Length <= Limits.TargetFileBytes && read(File.ReadAllBytes(PathOf(name))) is { Ok: true } document)
            return document.Value;
        Refused(logger, name);
        return default;
    }

    private static Decoded<PolicyDocument?> Nullable(Decoded<PolicyDocument> policy) =>
        policy.Ok ? Decoded<PolicyDocument?>.Of(policy.Value) : policy.As<PolicyDocument?>();

    private DateTime Changed(string name) => File.GetLastWriteTimeUtc(PathOf(name));

    private string PathOf(string name) => Path.Combine(options.DataDir, RegionFolders.Emergency, name);

    private delegate Decoded<T> Reader<T>(ReadOnlySpan<byte> bytes);

    [LoggerMessage(1, LogLevel.Error, "{File} in the emergency folder cannot be used; the notices known before stay in force")]
    private static partial void Refused(ILogger logger, string file);
}
