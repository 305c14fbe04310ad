using System.Collections.Immutable;

namespace TrustList.Format.Registry;

/// <summary>
/// A certificate that a region publishes (SPEC.md §5.3). The dates stand in order:
/// published &lt;= signFrom &lt; signUntil &lt;= verifyUntil &lt;= notAfter.
/// </summary>
public sealed record IssuerCertificate : IKeyRecord
{
    /// <summary>SHA-256 of <see cref="Der"/>, lower hex.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>The X.509 certificate, at most <c>Limits.CertificateBytes</c>.</summary>
    public required ReadOnlyMemory<byte> Der { get; init; }

    /// <summary>Root or document signer.</summary>
    public required CertificateRole Role { get; init; }

    /// <summary>The signature algorithm of its key, such as <c>ES256</c>.</summary>
    public required string Alg { get; init; }

    /// <summary>The document types it may sign; the registry can only narrow them.</summary>
    public required ImmutableArray<string> DocTypes { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset SignFrom { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset SignUntil { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset VerifyUntil { get; init; }

    /// <summary>The end of the certificate itself.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The start of a suspected compromise. Set exactly when the history says compromised.</summary>
    public DateTimeOffset? DistrustAfter { get; init; }

    /// <summary>
    /// Leaf hashes of the issuance log that the region never made, found when it opened its batches after the key was lost
    /// (SPEC.md §13.6). Only on a compromised record; append-only.
    /// </summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Disowned { get; init; } = [];

    /// <inheritdoc/>
    public WrittenReason? ShortNotice { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<StateChange<KeyState>> History { get; init; }
}
