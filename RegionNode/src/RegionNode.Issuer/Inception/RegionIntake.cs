using Google.Protobuf;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Protocol;

namespace RegionNode.Issuer.Inception;

/// <summary>Takes what the operators put into <c>inception/</c> and <c>inbox/</c>: each version once, into store and outbox together.</summary>
internal sealed partial class RegionIntake(
    NodeOptions options, NodeKeys keys, IDurableStore store, Outbox outbox, TimeProvider clock, ILogger<RegionIntake> logger)
{
    private string InboxFolder => Path.Combine(options.DataDir, RegionFolders.Inbox);

    /// <summary>Looks once; true when something was taken.</summary>
    internal bool Look()
    {
        var taken = false;
        foreach (var files in RegionFiles.In(Path.Combine(options.DataDir, RegionFolders.Inception), options.Code))
            taken |= Take(files, fromInbox: false);
        foreach (var files in RegionFiles.In(InboxFolder, options.Code))
            taken |= Take(files, fromInbox: true);
        return taken;
    }

    private bool Take(RegionFiles files, bool fromInbox)
    {
        if (files.Version <= store.Read(RegionTables.NewestRegionVersion))
        {
            if (fromInbox)
                PutAway(files, RegionFolders.Done); // Taken before a crash, or an older version: said by the folder.
            return false;
        }
        var (answer, fault, detail) = RegionAnswer.Check(files, options.Code, Previous(), keys.NodeRole.PublicKey, clock.GetUtcNow());
        if (answer is null)
        {
            if (fromInbox && fault != RegionAnswerFault.Incomplete)
                Refuse(files, fault!.Value, detail);
            return false;
        }
        Install(answer);
        if (fromInbox)
            PutAway(files, RegionFolders.Done);
        Taken(logger, answer.Version);
        outbox.Wake();
        return true;
    }

    private void Install(RegionAnswer answer)
    {
        var request = new SubmitMetadataRequest { Role = RoleNames.Region(options.Code), Metadata = ByteString.CopyFrom(answer.Metadata) };
        request.Targets.AddRange(answer.Documents.Select(file => new TargetFileBytes { Path = file.Path, Content = ByteString.CopyFrom(file.Content) }));
        var submission = OutboundSubmission.Of(request, needs: null);
        store.Write("install region metadata", db =>
        {
            RegionTables.AddRegion(db, answer.Version, answer.Issuers, submission.Id);
            outbox.Enqueue(db, submission);
            return true;
        });
    }

    /// <summary>What the next version must follow: the newest that the hub did not refuse.</summary>
    private IssuersDocument? Previous() =>
        store.Read(RegionTables.StandingIssuers) is { } bytes ? IssuersDocument.Read(bytes).Value : null;

    private void Refuse(RegionFiles files, RegionAnswerFault fault, string detail)
    {
        PutAway(files, RegionFolders.Refused);
        var name = Path.GetFileName(files.MetadataPath);
        var why = Path.Combine(InboxFolder, RegionFolders.Refused, name + ".why");
        File.WriteAllText(why + ".new", $"{fault}: {detail}\n");
        File.Move(why + ".new", why, overwrite: true); // Whoever sees it sees it whole.
        Refused(logger, name, fault);
    }

    private void PutAway(RegionFiles files, string folder)
    {
        var place = Path.Combine(InboxFolder, folder);
        Directory.CreateDirectory(place);
        foreach (var document in files.OwnDocuments.Where(File.Exists))
            File.Move(document, Path.Combine(place, Path.GetFileName(document)), overwrite: true);
        File.Move(files.MetadataPath, Path.Combine(place, Path.GetFileName(files.MetadataPath)), overwrite: true);
    }

    [LoggerMessage(1, LogLevel.Information, "took region metadata {Version}")]
    private static partial void Taken(ILogger logger, long version);

    [LoggerMessage(2, LogLevel.Error, "refused {File} from the inbox: {Fault}")]
    private static partial void Refused(ILogger logger, string file, RegionAnswerFault fault);
}
