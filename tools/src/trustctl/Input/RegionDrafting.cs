using System.CommandLine;
using Federation.Ceremonies.Changes;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Trustctl;

/// <summary>What every command has that drafts a region's next metadata.</summary>
internal sealed class RegionDrafting
{
    private readonly Option<string> code = new("--code") { Description = "The region", Required = true };

    /// <summary>List, reason and file.</summary>
    public Drafting Drafting { get; } = new();

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(code);
        Drafting.AddTo(command);
    }

    /// <summary>The reason as the registry writes it.</summary>
    public WrittenReason Reason(ParseResult parsed) => new(Drafting.Reason(parsed).Zh, Drafting.Reason(parsed).En);

    /// <summary>Drafts the region's metadata with issuers changed.</summary>
    public async Task<int> Draft(ParseResult parsed, Func<IssuersDocument, DateTimeOffset, IssuersDocument> change, CancellationToken cancel, PublicKey? nodeRole = null)
    {
        var region = parsed.GetValue(code)!;
        var present = await Drafting.List.Read(parsed, cancel);
        var now = Drafting.Now(parsed);
        return Drafting.Draft(parsed, () =>
        {
            var issuers = present.Issuers(region) ?? throw new ArgumentException($"region {region} has published no issuers");
            var (role, files) = new RegionChange(region, change(issuers, now), nodeRole).Apply(present, now);
            return ProposalDraft.Targets(present, RoleNames.Region(region), role, files, Drafting.Reason(parsed), now);
        });
    }
}
