using System.Security.Cryptography;
using RegionNode.Issuer.Keys;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Submission;

/// <summary>
/// The submission ids of links: the same for a number whenever it is computed, so that a node whose database is lost can ask the
/// hub what it sent; and nobody else's to guess, so that nobody can use one up. Hence a hash of a signature: Ed25519's is
/// the same each time (RFC 8032 §5.1.6), and what is signed here can be no note.
/// </summary>
internal sealed class ChainIds(NodeKeys keys)
{
    internal string Of(string lane, long number) => Convert.ToHexStringLower(SHA256.HashData(
        keys.Witness.Sign(System.Text.Encoding.ASCII.GetBytes($"federation submission id\0{lane}\0{number}"), SignatureForm.P1363)));
}
