namespace Conformance;

/// <summary>
/// Which defects could have made a difference since the last <c>reset</c>: their ids, a line each, in the file
/// <c>$ADAPTER_STATE.reached</c>, where CONFORMANCE_REACH is set. Each is written as it is met, so that it stands there when the
/// process is killed. What was met before the first <c>reset</c> counts for every case.
/// </summary>
internal static class Reach
{
    private static readonly Lock Guard = new();
    private static readonly HashSet<string> Met = new(StringComparer.Ordinal);
    private static readonly FileStream? Notes = Open();
    private static string[]? start;

    /// <summary>It could have made a difference.</summary>
    public static void Note(string id)
    {
        if (Notes is null)
            return;
        lock (Guard)
            if (Met.Add(id))
                Write(id);
    }

    /// <summary>A new case begins.</summary>
    public static void Begin()
    {
        if (Notes is null)
            return;
        lock (Guard)
        {
            start ??= [.. Met];
            Met.Clear();
            Notes.SetLength(0);
            foreach (var id in start)
                if (Met.Add(id))
                    Write(id);
        }
    }

    private static FileStream? Open() =>
        Environment.GetEnvironmentVariable("CONFORMANCE_REACH") is { Length: > 0 } && Environment.GetEnvironmentVariable("ADAPTER_STATE") is { Length: > 0 } state
            ? new FileStream(state.TrimEnd('/') + ".reached", FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)
            : null;

    private static void Write(string id)
    {
        Notes!.Seek(0, SeekOrigin.End);
        Notes.Write(System.Text.Encoding.UTF8.GetBytes(id + "\n"));
    }
}
