using System.Collections.Immutable;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification;

/// <summary>
/// A certificate that counts: holding one proves that the region published it, that the registry and policy allow it,
/// and that a document signer was signed by an IACA which the registry pins for that same region. It does not prove
/// that the region is active or the key usable at an instant: ask <see cref="TrustState.StandingOf"/> and
/// <see cref="KeyLifecycle.StateAt(IKeyRecord, DateTimeOffset)"/>.
/// </summary>
/// <param name="Region">The region, as the registry has it.</param>
/// <param name="Certificate">The certificate, as the region has it.</param>
/// <param name="DocTypes">What both allow it to sign.</param>
public sealed record IssuerAuthority(RegionRecord Region, IssuerCertificate Certificate, ImmutableArray<string> DocTypes);
