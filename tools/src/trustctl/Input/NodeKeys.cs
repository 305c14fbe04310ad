using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Signing;

namespace Trustctl;

/// <summary>The keys of a node, as its `incept` verb printed them, or each as a PEM file.</summary>
internal sealed class NodeKeys
{
    private const int MostBytes = 65_536;
    private readonly Option<string?> request = new("--request") { Description = "What the node's incept verb printed" };
    private readonly Option<string?> signer = new("--public") { Description = "The document signer's public key (PEM), where there is no --request" };
    private readonly Option<string?> status = new("--status-key") { Description = "The status key (PEM), where there is no --request" };
    private readonly Option<string?> role = new("--node-role") { Description = "The node's metadata key (PEM), where there is no --request" };

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { request, signer, status, role }) command.Options.Add(option);
    }

    /// <summary>Signs licences.</summary>
    public PublicKey DocumentSigner(ParseResult parsed) => Key(parsed, signer, node => node.DocumentSigner);

    /// <summary>Signs status lists.</summary>
    public PublicKey StatusKey(ParseResult parsed) => Key(parsed, status, node => node.StatusKey);

    /// <summary>Signs node.json.</summary>
    public PublicKey NodeRole(ParseResult parsed) => Key(parsed, role, node => node.NodeRole);

    private PublicKey Key(ParseResult parsed, Option<string?> own, Func<NodeRequest, PublicKey> of)
    {
        if (parsed.GetValue(own) is { } path) return Keys.Public(path);
        if (parsed.GetValue(request) is not { } printed) throw new UsageException($"Give {own.Name} or --request.");
        var read = NodeRequest.Read(InputFile.Bounded(printed, MostBytes));
        return read.Ok ? of(read.Value) : throw new UsageException($"{printed}: {read.Fault} {read.Detail}");
    }
}
