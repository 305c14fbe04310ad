using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying.Batches;

/// <summary>
/// Cuts a body into lines and reads a question from each. Blank lines are counted and passed over. What ends a batch early (too many
/// lines, a line or a body too large, a body cut off) is its last line's refusal.
/// </summary>
internal static class BatchReader
{
    /// <summary>The lines, as they come.</summary>
    public static async IAsyncEnumerable<BatchLine> Read(PipeReader body, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var number = 1; ;)
        {
            var (read, fault) = await Next(body, cancel);
            if (fault is not null)
            {
                yield return new BatchLine(number, fault.Value);
                yield break;
            }

            var rest = read.Buffer;
            while (Cut(ref rest, read.IsCompleted) is { } line)
            {
                if (line.Length > BodyLimits.VerifyRequest)
                {
                    yield return new BatchLine(number, TooLong);
                    yield break;
                }

                if (number > BatchLimits.Lines)
                {
                    yield return new BatchLine(number, TooMany);
                    yield break;
                }

                if (!IsBlank(line)) yield return new BatchLine(number, Question(line));
                number++;
            }

            if (rest.Length > BodyLimits.VerifyRequest)
            {
                yield return new BatchLine(number, TooLong);
                yield break;
            }

            body.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) yield break;
        }
    }

    private static ReadQuestion TooMany => ReadQuestion.No(Refusal.TooLarge, $"more than {BatchLimits.Lines} lines");

    private static ReadQuestion TooLong => ReadQuestion.No(Refusal.TooLarge, $"a line of more than {BodyLimits.VerifyRequest} bytes");

    private static async Task<(ReadResult Read, ReadQuestion? Fault)> Next(PipeReader body, CancellationToken cancel)
    {
        try
        {
            return (await body.ReadAsync(cancel), null);
        }
        catch (BadHttpRequestException e)
        {
            return (default, ReadQuestion.No(BodyFault.Of(e, BatchLimits.Bytes)));
        }
    }

    /// <summary>The next line without its end, or, at the end of the body, what is left; null when more must come first.</summary>
    private static ReadOnlySequence<byte>? Cut(ref ReadOnlySequence<byte> rest, bool isAll)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            var line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return line;
        }

        if (!isAll || rest.IsEmpty) return null;
        var last = rest;
        rest = rest.Slice(rest.End);
        return last;
    }

    private static ReadQuestion Question(ReadOnlySequence<byte> line) =>
        QuestionForm.Read(line.IsSingleSegment ? line.FirstSpan : line.ToArray());

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
            if (part.Span.ContainsAnyExcept(" \r\t"u8)) return false;
        return true;
    }
}
