using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Federation.Ceremonies.Diff;
using Federation.Ceremonies.Proposals;
using Federation.Ceremonies.Staging;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Protocol;

namespace Federation.Ceremonies;

/// <summary>What was done at a ceremony, for the file that is kept: what was proposed, who signed, what staging client and hub said.</summary>
public sealed class Transcript
{
    private readonly JsonObject json;

    /// <summary>Begins the transcript of one proposal.</summary>
    public Transcript(CheckedProposal proposal)
    {
        var file = proposal.Proposal.Write();
        json = new JsonObject
        {
            ["type"] = "transcript-1",
            ["proposal"] = LowerHex.Of(SHA256.HashData(file)),
            ["role"] = proposal.Proposal.Role,
            ["version"] = proposal.Version,
            ["follows"] = proposal.Present?.Role.Version ?? 0,
            ["draftedAt"] = Instants.Format(proposal.Proposal.CreatedAt),
            ["metadata"] = proposal.Metadata.Sha256,
            ["changes"] = Words(ProposalDiff.Of(proposal).Sentences),
            ["signers"] = new JsonArray([.. proposal.Signers.Select(key => (JsonNode)new JsonObject { ["keyid"] = MetadataKey.Of(key).KeyId, ["thumbprint"] = key.Thumbprint, ["algorithm"] = key.Algorithm.ToString() })]),
        };
    }

    /// <summary>The staging client's answer.</summary>
    public void Staged(StagingOutcome outcome, DateTimeOffset at)
    {
        json["staging"] = new JsonObject { ["at"] = Instants.Format(at), ["accepted"] = outcome.Refusal is null, ["notes"] = Words(outcome.Notes) };
        if (outcome.Refusal is { } refusal) Refused(refusal);
    }

    /// <summary>The hub's receipt.</summary>
    public void Admitted(Receipt receipt) => json["admitted"] = new JsonObject
    {
        ["submission"] = receipt.SubmissionId, ["logIndex"] = receipt.LogIndex, ["sha256"] = receipt.Sha256, ["duplicate"] = receipt.Duplicate, ["at"] = receipt.AdmittedAt,
    };

    /// <summary>Why it ended.</summary>
    public void Refused(ProposalRefusal refusal) => json["refused"] = new JsonObject { ["fault"] = refusal.Fault.ToString(), ["detail"] = refusal.Detail };

    /// <summary>What a client that follows the hub holds afterwards.</summary>
    public void Followed(string role, long version, DateTimeOffset at) => json["followed"] = new JsonObject { ["at"] = Instants.Format(at), ["role"] = role, ["version"] = version };

    /// <summary>The transcript so far, JSON.</summary>
    public byte[] Write() => CanonicalJson.EncodeText(json);

    private static JsonArray Words(IEnumerable<Sentence> sentences) => new([.. sentences.Select(sentence => (JsonNode)new JsonObject { ["zh"] = sentence.Zh, ["en"] = sentence.En })]);
}
