using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Registry;

/// <summary>
/// <c>emergency/notices.json</c>: every emergency notice there ever was, oldest first (SPEC.md §5.10). Holding one that
/// was read proves that each notice is consistent in itself; whether one is in force depends on policy, the targets
/// held and the instant.
/// </summary>
public sealed record NoticesDocument
{
    /// <summary>The target path.</summary>
    public const string Path = "emergency/notices.json";

    /// <summary>The paths that targets delegate to the duty officers.</summary>
    public const string DelegatedPaths = "emergency/*";

    /// <summary>A document without notices: what is published first.</summary>
    public static NoticesDocument Empty { get; } = new() { Notices = [] };

    /// <summary>The notices, at most <see cref="Limits.Notices"/>. Append-only.</summary>
    public required ImmutableArray<EmergencyNotice> Notices { get; init; }

    /// <summary>The notice with this id, or null.</summary>
    public EmergencyNotice? Find(string id) => Notices.FirstOrDefault(notice => notice.Id == id);

    /// <summary>Reads the file strictly: no unknown member, no duplicate, every check of this type.</summary>
    public static Decoded<NoticesDocument> Read(ReadOnlySpan<byte> utf8) => NoticesJson.Read(utf8);

    /// <summary>The file: canonical JSON.</summary>
    public byte[] Write() => NoticesJson.Write(this);

    /// <summary>The first rule that this document breaks, or null: what <see cref="Read"/> refuses with a typed reason.</summary>
    public RegistryRefusal? Check() => NoticesChecks.Check(this);

    /// <summary>
    /// Whether this version only adds notices to the one before (SPEC.md §5.10). Hub and clients refuse one that does not:
    /// what a duty officer said, no duty officer takes back.
    /// </summary>
    public RegistryRefusal? CheckSuccessor(NoticesDocument previous) => NoticesChecks.CheckSuccessor(this, previous);

    /// <summary>For the hub: whether the notices that are new say nothing that cannot be so (SPEC.md §5.10).</summary>
    /// <param name="previous">The version admitted before, or <see cref="Empty"/>.</param>
    /// <param name="context">What is admitted, and now.</param>
    public RegistryRefusal? CheckNew(NoticesDocument previous, NoticeContext context) => NoticesChecks.CheckNew(this, previous, context);
}
