using TrustHub.Log;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustHub.Status;

/// <summary>Reads regions back out of the store: the base, every delta after it, and whether the newest head's root comes of it.</summary>
public sealed class RegionReader(IStatusStore store, AdmissionLog log)
{
    /// <summary>A region that has a head.</summary>
    /// <exception cref="InvalidDataException">What admission once let in is lost or changed.</exception>
    public RegionHistory Read(string region)
    {
        var baseRow = store.Base(region);
        var start = baseRow is null ? new RegionStatus(0) : State(baseRow);
        var newest = baseRow is null ? null : store.Find(region, baseRow.Version) ?? throw Lost(region, "the head of its base is lost");
        var baseVersion = baseRow?.Version ?? 0;
        var state = start.Copy();
        var steps = new List<DeltaStep>();
        foreach (var row in store.After(region, baseVersion))
        {
            if (row.Content.Version != baseVersion + steps.Count + 1)
                throw Lost(region, $"head {row.Content.Version} follows head {baseVersion + steps.Count}");
            if (StatusDeltaCodec.Decode(row.Content.Delta) is not { Ok: true, Value: { Blocks: <= Limits.StatusBlocks } delta })
                throw Lost(region, $"the delta of head {row.Content.Version} cannot be read");
            state.Apply(delta);
            steps.Add(new DeltaStep(row.Content.Version, row.Content.At, delta));
            newest = row;
        }
        var head = Head(newest ?? throw Lost(region, "it has no head"));
        return state.Root().Span.SequenceEqual(head.Claims.StateRoot.Span)
            ? new RegionHistory(baseVersion, start, steps, head, state)
            : throw Lost(region, $"what is held does not have the state root of head {head.Claims.Version}");
    }

    /// <summary>A head that was admitted once; its key may have retired since.</summary>
    /// <exception cref="InvalidDataException">It cannot be read any more.</exception>
    public VerifiedStatusHead Head(HeadRow row)
    {
        var content = row.Content;
        var issuers = log.State.Region(content.Region).Issuers;
        var head = VerifiedStatusHead.Verify(
            content.Head, content.Region,
            keyId => issuers?.FindStatusKey(keyId) is { } key && PublicKey.FromSpki(key.Spki.Span) is { Ok: true } read ? read.Value : null,
            content.At);
        return head.Ok ? head.Value : throw Lost(content.Region, $"head {content.Version} cannot be read: {head.Fault}");
    }

    private static RegionStatus State(BaseRow row) =>
        StatusSnapshotCodec.Decode(row.Snapshot) is { Ok: true } snapshot
            ? snapshot.Value
            : throw Lost(row.Region, $"the base of version {row.Version} cannot be read");

    private static InvalidDataException Lost(string region, string what) => new($"status of region {region}: {what}");
}
