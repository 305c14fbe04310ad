using System.Security.Cryptography;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies;
using TrustList.Format.Log;

namespace Demo.Steps;

/// <summary>A thief of the whole hub shows one verifier another log than everybody else.</summary>
public sealed class SplitView(Country country)
{
    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("split-view", "A thief of the whole hub, its log key included", "shows a new handheld a second log, in which one change never happened; the regions cosigned the first", Play),
    ];

    private async Task<StepEnd> Play(CancellationToken cancel)
    {
        var folder = FalseHub.Record(country.Hub.PublicFolder, country.Workspace.Folder("false-hub-split"));
        var honest = LogProof.Read(await country.Http.GetByteArrayAsync(new Uri(country.Hub.PublicUrl, "log/proof"), cancel)).Value;
        var forged = Forge(honest);
        Directory.CreateDirectory(Path.Combine(folder, "log"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "log", "proof"), forged.Write(), cancel);
        await File.WriteAllBytesAsync(Path.Combine(folder, "log", "checkpoint"), forged.CheckpointNote.ToArray(), cancel);
        await using var falseHub = await FalseHub.Serve(folder, cancel);

        var (code, answer) = await new Handheld(country.Workspace, country.Clock, "new").Sync(falseHub.Url, country.Hub.TrustAnchor, cancel);
        var (watched, report) = await Handheld.WatchLog(country.Hub.TrustAnchor, country.Clock, [country.Hub.PublicUrl, falseHub.Url], country.Workspace.Folder("split-view"), cancel);
        var fault = answer["fault"]?.GetValue<string>() ?? "";
        var evidence = report["evidence"]?.AsArray().Count ?? 0;
        return new StepEnd(
            code == 1 && fault == "NotWitnessed" && watched == 1 && evidence == 2, "Refused", fault,
            $"The thief's checkpoint of {honest.Index + 1} epochs has the log's signature and not the quorum's. Whoever sees both views holds {evidence} notes as evidence.");
    }

    // The newest epoch with other heads in it, and a checkpoint of the same size over it; the cosignatures are those of the honest one.
    private LogProof Forge(LogProof honest)
    {
        var epoch = (Epoch.Read(honest.Epoch).Value with { HeadsRoot = RandomNumberGenerator.GetBytes(MerkleTree.HashBytes) }).Write();
        var log = new LogTree(honest.Index, path => File.ReadAllBytes(Path.Combine(country.Hub.PublicFolder, "log", path)));
        var growth = log.Append([epoch]).Value;
        var stolen = KeyFile.Read(Path.Combine(country.Hub.Data, "keys", "test-log.pem")).Value;
        var signed = SignedCheckpoint.Sign(new Checkpoint(HubSite.LogOrigin, growth.Tree.Size, growth.Root), stolen);
        var cosigned = signed.Note.With(SignedNote.Read(honest.CheckpointNote).Value.Signatures.Skip(1));
        return new LogProof(epoch, honest.Index, [.. growth.Tree.InclusionPath(honest.Index).Value], cosigned.Write());
    }
}
