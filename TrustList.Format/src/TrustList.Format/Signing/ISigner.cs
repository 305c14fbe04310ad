namespace TrustList.Format.Signing;

/// <summary>
/// A private key that signs, wherever it lives (memory, token, a ceremony's file). Implementations are thread-safe.
/// </summary>
public interface ISigner
{
    /// <summary>The key that verifies what this one signs.</summary>
    PublicKey PublicKey { get; }

    /// <summary>Signs the data (hashing it as the algorithm demands) in the form asked for.</summary>
    byte[] Sign(ReadOnlySpan<byte> data, SignatureForm form);
}
