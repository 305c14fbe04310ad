using System.Text.Json.Nodes;
using Federation.Ceremonies.Diff;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;
using Trustctl.Commands;

namespace Trustctl;

/// <summary>A proposal for the people who are asked to sign it, or for programs.</summary>
internal static class ProposalText
{
    public static void Write(CheckedProposal proposal, bool json)
    {
        var diff = ProposalDiff.Of(proposal);
        if (json) Console.WriteLine(ToJson(proposal, diff).ToJsonString(InspectCommand.Readable));
        else Tell(proposal, diff);
    }

    private static void Tell(CheckedProposal proposal, ProposalDiff diff)
    {
        foreach (var sentence in diff.Sentences)
        {
            Console.WriteLine($"* {Printable.Of(sentence.En)}");
            Console.WriteLine($"  {Printable.Of(sentence.Zh)}");
        }

        Console.WriteLine($"Value by value 逐项 ({diff.Exact.Length}):");
        foreach (var change in diff.Exact) Console.WriteLine(Printable.Of($"  {change.Path}: {change.Before ?? "-"} -> {change.After ?? "-"}"));
        foreach (var electorate in proposal.Electorates)
            Console.WriteLine($"Signed 已签: {electorate.Count(proposal.Signers)} of {electorate.Role.Threshold} that {electorate.Delegator} demands");
        foreach (var key in proposal.Signers) Console.WriteLine($"  {KeyLabel.Of(key)}");
        Console.WriteLine($"To be signed until 签署截止 {Instants.Format(proposal.Proposal.ExpiresAt)}.");
        if (!proposal.Anchored)
            Console.WriteLine("Not checked against an anchor of your own: give --anchor root.json. 未与您自己的信任锚核对，请加 --anchor。");
    }

    private static JsonObject ToJson(CheckedProposal proposal, ProposalDiff diff) => new()
    {
        ["ok"] = true,
        ["role"] = proposal.Proposal.Role,
        ["version"] = proposal.Version,
        ["follows"] = proposal.Present?.Role.Version ?? 0,
        ["expiresAt"] = Instants.Format(proposal.Proposal.ExpiresAt),
        ["anchored"] = proposal.Anchored,
        ["sentences"] = new JsonArray([.. diff.Sentences.Select(sentence => (JsonNode)new JsonObject { ["zh"] = sentence.Zh, ["en"] = sentence.En })]),
        ["exact"] = new JsonArray([.. diff.Exact.Select(change => (JsonNode)new JsonObject { ["path"] = change.Path, ["before"] = change.Before, ["after"] = change.After })]),
        ["signed"] = new JsonArray([.. proposal.Electorates.Select(electorate => (JsonNode)new JsonObject
        {
            ["by"] = electorate.Delegator, ["count"] = electorate.Count(proposal.Signers), ["threshold"] = electorate.Role.Threshold,
        })]),
        ["complete"] = proposal.Incomplete() is null,
    };
}
