using TrustList.Format.Signing;

namespace TrustList.Format.Audit;

/// <summary>
/// Checks an exported audit trail line by line, in memory that does not grow with it (SPEC.md §15.4). The first fault is kept and
/// names its line. Not for use by two threads.
/// </summary>
/// <param name="statusKey">
/// The status key of a region and id by its record, whatever became of it since; else null. Without this function the trail is a
/// gateway's, which nobody signs (SPEC.md §15.9): the chain alone is checked.
/// </param>
public sealed class AuditFileCheck(Func<string, string, PublicKey?>? statusKey)
{
    private ReadOnlyMemory<byte> lastHash;
    private long lines;
    private bool isWhole;

    /// <summary>The number of the first entry; 0 before there was one.</summary>
    public long First { get; private set; }

    /// <summary>The number of the last entry so far.</summary>
    public long Last { get; private set; }

    /// <summary>The last entry's hash; empty before there was one.</summary>
    public ReadOnlyMemory<byte> LastHash => lastHash;

    /// <summary>Checkpoints that fit.</summary>
    public long Checkpoints { get; private set; }

    /// <summary>The newest checkpoint that fits; null before there was one.</summary>
    public AuditCheckpointClaims? Newest { get; private set; }

    /// <summary>What is wrong first; null while nothing is.</summary>
    public AuditFinding? Finding { get; private set; }

    /// <summary>Takes the next line, without its LF. False once there is a fault.</summary>
    public bool Take(ReadOnlySpan<byte> line)
    {
        if (Finding is not null)
            return false;
        lines++;
        isWhole = false;
        var read = AuditLine.Read(line);
        if (!read.Ok)
            return Fail(AuditFault.NotALine, $"{read.Fault}: {read.Detail}");
        return read.Value.Entry is { } entry ? Take(entry, read.Value.Hash) : Take(read.Value.Checkpoint!.Value);
    }

    /// <summary>After the last line: null where the file is whole and every line fits, else the first fault.</summary>
    public AuditFinding? Finish()
    {
        if (statusKey is null && Finding is null && Last == 0)
            Fail(AuditFault.NotWhole, "there is no entry");
        if (statusKey is not null && Finding is null && !isWhole)
            Fail(AuditFault.NotWhole, "the last line is not the checkpoint of an export of these entries");
        return Finding;
    }

    private bool Take(AuditEntry entry, ReadOnlyMemory<byte> hash)
    {
        if (!entry.Hash().Span.SequenceEqual(hash.Span))
            return Fail(AuditFault.Changed, $"entry {entry.Seq} is not what its hash says");
        if (First == 0 ? entry.Seq == 1 && !entry.Previous.Span.SequenceEqual(AuditEntry.NoPrevious.Span)
                : entry.Seq != Last + 1 || !entry.Previous.Span.SequenceEqual(lastHash.Span))
            return Fail(AuditFault.NotNext, First == 0 ? "the first entry of a trail has none before it" : $"entry {entry.Seq} does not follow entry {Last}");
        if (First == 0)
            First = entry.Seq;
        (Last, lastHash) = (entry.Seq, hash);
        return true;
    }

    private bool Take(ReadOnlyMemory<byte> bytes)
    {
        if (statusKey is null)
            return Fail(AuditFault.BadCheckpoint, "a trail that nobody signs has none");
        var read = AuditCheckpoint.Verify(bytes, statusKey);
        if (!read.Ok)
            return Fail(AuditFault.BadCheckpoint, $"{read.Fault}: {read.Detail}");
        var claims = read.Value.Claims;
        if (Newest is { } before && before.Region != claims.Region)
            return Fail(AuditFault.BadCheckpoint, $"signed by {claims.Region}, the one before by {before.Region}");
        if (claims.Seq > Last)
            return Fail(AuditFault.CutShort, $"signed after entry {claims.Seq}; the entries end with {Last}");
        if (claims.Seq < Last || !claims.Hash.Span.SequenceEqual(lastHash.Span))
            return Fail(AuditFault.Rewritten, $"signed over another entry {claims.Seq} than the one before this line");
        Newest = claims;
        Checkpoints++;
        isWhole = claims.First == First;
        return true;
    }

    private bool Fail(AuditFault fault, string detail)
    {
        Finding = new AuditFinding(fault, lines, detail);
        return false;
    }
}

/// <summary>The first fault of an exported audit trail.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Line">The line's number, from 1; where the file is not whole, that of the last.</param>
/// <param name="Detail">For an operator.</param>
public sealed record AuditFinding(AuditFault Fault, long Line, string Detail);
