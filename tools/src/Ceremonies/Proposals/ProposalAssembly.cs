using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Federation.Ceremonies.Proposals;

/// <summary>Brings the signatures of several copies together.</summary>
public static class ProposalAssembly
{
    /// <summary>
    /// One proposal with every signature of the copies. Copies that propose different things are refused; so is a key that signed
    /// two copies anew, for one person counts once and has been asked twice.
    /// </summary>
    public static ProposalResult<Proposal> Assemble(IReadOnlyList<CheckedProposal> copies)
    {
        if (copies.Count == 0) return new ProposalRefusal(ProposalFault.DifferentProposals, "no copy");
        var first = copies[0].Proposal;
        var signatures = new SortedDictionary<string, (string Value, int Copy)>(StringComparer.Ordinal);
        string? plain = null;
        for (var i = 0; i < copies.Count; i++)
        {
            foreach (var signature in copies[i].Metadata.Signatures)
            {
                var (keyId, value) = (signature.KeyId, LowerHex.Of(signature.Value.Span));
                if (!signatures.TryAdd(keyId, (value, i + 1)) && signatures[keyId].Value != value)
                    return new ProposalRefusal(ProposalFault.AlreadySigned, $"key {keyId[..12]} signed copy {signatures[keyId].Copy} and again copy {i + 1}; leave one of them out");
            }

            var bare = Bare(copies[i].Proposal);
            plain ??= bare;
            if (plain != bare) return new ProposalRefusal(ProposalFault.DifferentProposals, $"copy {i + 1} is not a copy of the first");
        }

        return With(first, signatures);
    }

    private static Proposal With(Proposal first, IEnumerable<KeyValuePair<string, (string Value, int Copy)>> signatures)
    {
        var whole = CanonicalJson.Parse(first.Proposed.Metadata.Span, Limits.MetadataBytes).Value;
        whole["signatures"] = new JsonArray([.. signatures.Select(pair => (JsonNode)new JsonObject { ["keyid"] = pair.Key, ["sig"] = pair.Value.Value })]);
        return first with { Proposed = first.Proposed with { Metadata = CanonicalJson.EncodeText(whole) } };
    }

    // What the copies must have in common: everything but the signatures.
    private static string Bare(Proposal copy) => Convert.ToBase64String(With(copy, []).Write());
}
