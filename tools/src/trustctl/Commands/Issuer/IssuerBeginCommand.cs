using System.CommandLine;
using Federation.Ceremonies;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;

namespace Trustctl.Commands;

/// <summary>`trustctl issuer begin`: the first metadata of an admitted region: its root, its first document signer, its status key, its node's key.</summary>
internal static class IssuerBeginCommand
{
    public static Command Build()
    {
        var code = new Option<string>("--code") { Description = "The region", Required = true };
        var root = new Option<string>("--root") { Description = "The region's root certificate (DER or PEM)", Required = true };
        var certificate = new Option<string>("--certificate") { Description = "The first document signer's certificate", Required = true };
        var (node, drafting) = (new NodeKeys(), new Drafting());
        var command = new Command("begin", "Draft the first metadata of an admitted region") { code, root, certificate };
        node.AddTo(command);
        drafting.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var present = await drafting.List.Read(parsed, cancel);
            var (region, now) = (parsed.GetValue(code)!, drafting.Now(parsed));
            return drafting.Draft(parsed, () =>
            {
                if (present.Find(RoleNames.Region(region)) is not null) throw new ArgumentException($"region {region} has begun already; use issuer add or renew");
                var issuers = IssuerRecords.Begin(region, Certificates.OfKnownKey(parsed.GetValue(root)!), Certificates.OfKnownKey(parsed.GetValue(certificate)!), node.StatusKey(parsed), now);
                var (role, files) = new RegionCeremony(region, node.NodeRole(parsed)).Draft(1, now, issuers);
                return ProposalDraft.Targets(present, RoleNames.Region(region), role, files, drafting.Reason(parsed), now);
            });
        });
        return command;
    }
}
