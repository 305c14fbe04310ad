using System.Collections.Immutable;

namespace TrustList.Format.Registry;

/// <summary>A key that signs a region's status lists and live answers (SPEC.md §5.3).</summary>
public sealed record StatusKey : IKeyRecord
{
    /// <summary>The name that tokens give it: 1 to 128 characters, unique in the document.</summary>
    public required string KeyId { get; init; }

    /// <summary>The public key as X.509 SubjectPublicKeyInfo.</summary>
    public required ReadOnlyMemory<byte> Spki { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset SignFrom { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset SignUntil { get; init; }

    /// <summary>From this instant on its signatures verify no more.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <inheritdoc/>
    public WrittenReason? ShortNotice { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<StateChange<KeyState>> History { get; init; }

    DateTimeOffset IKeyRecord.VerifyUntil => ValidUntil;
}
