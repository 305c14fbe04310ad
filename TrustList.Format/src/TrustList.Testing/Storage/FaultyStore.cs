using TrustList.Sync;

namespace TrustList.Testing;

/// <summary>How an operation on the disk fails.</summary>
public enum DiskFault
{
    /// <summary>It did not happen.</summary>
    Before,

    /// <summary>It happened, and was reported as failed.</summary>
    After,

    /// <summary>Of a write, the first half happened. Of anything else, nothing.</summary>
    Half,
}

/// <summary>
/// A disk on which one operation fails, and, where the process is to crash, none works after it. Every write can fail
/// and still have happened: a test goes through all operations and all three ways.
/// </summary>
/// <param name="inner">The disk beneath.</param>
/// <param name="failing">Which changing operation fails, from 0; more than there are: none.</param>
/// <param name="fault">How.</param>
/// <param name="crash">Whether it is the last thing that this process does.</param>
public sealed class FaultyStore(IFileStore inner, int failing, DiskFault fault, bool crash) : IFileStore
{
    private int operations;

    /// <summary>Changing operations seen so far.</summary>
    public int Operations => operations;

    /// <summary>Whether the fault has struck.</summary>
    public bool Struck { get; private set; }

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        ThrowIfDead();
        return inner.Read(name);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        ThrowIfDead();
        return inner.List(folder);
    }

    /// <inheritdoc/>
    public void Write(string name, ReadOnlyMemory<byte> content) =>
        Run(() => inner.Write(name, content), () => inner.Write(name, content[..(content.Length / 2)]));

    /// <inheritdoc/>
    public void Move(string from, string to) => Run(() => inner.Move(from, to), null);

    /// <inheritdoc/>
    public void Delete(string name) => Run(() => inner.Delete(name), null);

    private void Run(Action whole, Action? half)
    {
        ThrowIfDead();
        if (operations++ != failing)
        {
            whole();
            return;
        }
        Struck = true;
        if (fault == DiskFault.After)
            whole();
        else if (fault == DiskFault.Half)
            half?.Invoke();
        throw new IOException($"operation {failing} fails: {fault}");
    }

    private void ThrowIfDead()
    {
        if (Struck && crash)
            throw new IOException("the process has crashed");
    }
}
