using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Format.Verification;

/// <summary>Makes a <see cref="TrustState"/>, step by step (SPEC.md §5.7).</summary>
internal static class TrustStateBuilder
{
    internal static Decoded<TrustState> Build(
        TrustedMetadata metadata, Func<string, ReadOnlyMemory<byte>?> targetFile, RegionEvidence evidence) =>
        throw new NotImplementedException();
}
