namespace TrustHub.Fsck;

/// <summary>TrustHub fsck.</summary>
public static class FsckVerb
{
    /// <summary>Runs the verb.</summary>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error) => 64;
}
