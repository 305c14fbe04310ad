using System.Security.Cryptography;
using TrustList.Format.Signing;

namespace RegionNode.Issuer;

/// <summary>What a COSE_Sign1 of this node's own says, whatever key signed it.</summary>
internal static class SignedContent
{
    /// <summary>SHA-256 of the payload: the hash by which heads and batches name the one before (SPEC.md §7, §13.2).</summary>
    internal static byte[] HashOf(ReadOnlyMemory<byte> message) => SHA256.HashData(PayloadOf(message).Span);

    /// <exception cref="InvalidOperationException">Not a message with content: nothing that this node signed.</exception>
    internal static ReadOnlyMemory<byte> PayloadOf(ReadOnlyMemory<byte> message) =>
        CoseSign1.Parse(message).Value.Payload ?? throw new InvalidOperationException("a message without content");

    /// <summary>Whether a message from elsewhere has content of this hash. Never throws.</summary>
    internal static bool IsOf(ReadOnlyMemory<byte> message, byte[] hash) =>
        CoseSign1.Parse(message) is { Ok: true, Value.Payload: { } payload } && SHA256.HashData(payload.Span).AsSpan().SequenceEqual(hash);
}
