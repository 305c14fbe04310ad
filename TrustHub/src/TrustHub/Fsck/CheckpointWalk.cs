using TrustHub.Transparency;
using TrustList.Format.Log;

namespace TrustHub.Fsck;

/// <summary>The checkpoints, walked beside the epochs: each of the right root, signed by a key that policy named, and so its cosignatures.</summary>
internal sealed class CheckpointWalk
{
    private readonly ILogStore _log;
    private readonly IReadOnlyList<LogPolicy> _policies;
    private readonly IEnumerator<CheckpointRow> _rows;
    private CheckpointRow? _next;

    public CheckpointWalk(ILogStore log, IReadOnlyList<LogPolicy> policies)
    {
        (_log, _policies, _rows) = (log, policies, log.Checkpoints(0).GetEnumerator());
        Advance();
    }

    /// <summary>Checks the checkpoint of a size, where one was signed.</summary>
    public IEnumerable<string> At(long size, ReadOnlyMemory<byte> root)
    {
        if (_next?.Size != size)
            yield break;
        var (note, place) = (_next.Note, $"checkpoint {size}");
        Advance();
        var signed = _policies.Select(policy => SignedCheckpoint.Verify(note, policy.Origin, policy.Key)).FirstOrDefault(result => result.Ok);
        if (!signed.Ok)
        {
            yield return $"{place} is not signed by a key that policy named";
            yield break;
        }
        var checkpoint = signed.Value.Checkpoint;
        if (checkpoint.Size != size || !checkpoint.Root.Span.SequenceEqual(root.Span))
            yield return $"{place} says another size or root than the log has";
        foreach (var cosignature in _log.Cosignatures(size))
        {
            if (!_policies.SelectMany(policy => policy.Witnesses).Any(witness => witness.Name == cosignature.Witness && Cosignature.Verify(checkpoint, cosignature.Line, witness).Ok))
                yield return $"{place}: the line of {cosignature.Witness} is not its signature";
        }
    }

    /// <summary>Nothing may be left once the epochs have ended.</summary>
    public IEnumerable<string> End()
    {
        if (_next is not null)
            yield return $"checkpoint {_next.Size} is beyond the log, or follows one of its size";
        _rows.Dispose();
    }

    private void Advance() => _next = _rows.MoveNext() ? _rows.Current : null;
}
