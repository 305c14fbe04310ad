using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Federation.Hosting.Tls;

/// <summary>
/// The TLS key of a program and its change while the program runs. <c>tls.pem</c> is the key in use; an operator puts the next one
/// beside it as <c>tls.pem.next</c>; <c>tls.pem.old</c> holds the pin, not the key, of the one before while peers may still know it alone.
/// The files are all there is to know: a program that was stopped in the middle goes on from them.
/// </summary>
public sealed class TlsKey
{
    private const int MostBytes = 64 * 1024;
    private readonly string _file;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private volatile Held _held;
    private string? _seen;

    private TlsKey(string file, TlsIdentity now, TimeProvider clock)
    {
        (_file, _clock) = (file, clock);
        _held = new Held(now, null, OldPin(file), null);
    }

    /// <summary>The key that new connections prove, as server and as client.</summary>
    public TlsIdentity Now => _held.Now;

    /// <summary>The key to come, whole and usable; null: none.</summary>
    public TlsIdentity? Next => _held.Next;

    /// <summary>The pin of the key before this one, while it stays published; null: none.</summary>
    public string? Old => _held.Old is { } old && old != _held.Now.Pin ? old : null;

    /// <summary>Why the file of the next key is not taken; null where there is none, or a good one.</summary>
    public string? Refused => _held.Refused;

    /// <summary>What the signed record must name: the pins in use, to come and of before.</summary>
    public ImmutableArray<string> PublishedPins
    {
        get
        {
            var held = _held;
            return [.. new[] { held.Now.Pin, held.Next?.Pin, held.Old }.OfType<string>().Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>Reads the key in use.</summary>
    /// <param name="file">PEM: a P-256 private key, and its certificate if it has one.</param>
    /// <param name="clock">Real time, also in a rehearsal: peers without pins look at certificates' dates. Null: the system's.</param>
    /// <exception cref="StartRefusedException">The file is absent or holds no such key.</exception>
    public static TlsKey Open(string file, TimeProvider? clock = null) => new(file, TlsIdentity.Load(file), clock ?? TimeProvider.System);

    /// <summary>A key without a file, which never changes.</summary>
    public static TlsKey Of(TlsIdentity identity) => new("", identity, TimeProvider.System);

    /// <summary>Looks at the file of the next key. One that was not the same at two looks is still being written.</summary>
    public void Look()
    {
        lock (_gate)
        {
            var (text, unread) = NextText();
            if (text is null)
            {
                (_held, _seen) = (_held with { Next = null, Refused = unread }, null);
                return;
            }
            if (text != _seen)
            {
                (_held, _seen) = (_held with { Next = null, Refused = null }, text);
                return;
            }
            var (next, refused) = Judge(text);
            if (next is null || _held.Next is null)
                _held = _held with { Next = next, Refused = refused };
        }
    }

    /// <summary>Uses the next key for every connection from now on. Those that are open stay as they are.</summary>
    /// <exception cref="IOException">A file could not be written: the old key is in use, or after a restart the new one; both are published.</exception>
    public void Switch()
    {
        lock (_gate)
        {
            if (_held.Next is not { } next || _seen is not { } text)
                return;
            var old = next.Pin == _held.Now.Pin ? null : _held.Now.Pin;
            if (old is not null)
                Replace(_file + ".old", old + "\n");
            Replace(_file, text); // What was judged, not what may stand there by now.
            File.Delete(_file + ".next");
            (_held, _seen) = (new Held(next, null, old ?? _held.Old, null), null);
        }
    }

    /// <summary>Forgets the old pin.</summary>
    public void DropOld()
    {
        lock (_gate)
        {
            File.Delete(_file + ".old");
            _held = _held with { Old = null };
        }
    }

    private (string? Text, string? Unread) NextText()
    {
        try
        {
            var file = new FileInfo(_file + ".next");
            if (_file.Length == 0 || !file.Exists)
                return (null, null);
            return file.Length > MostBytes ? (null, "the file of the next key is too large") : (File.ReadAllText(file.FullName), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"the file of the next key cannot be read: {e.GetType().Name}");
        }
    }

    private (TlsIdentity? Next, string? Refused) Judge(string text)
    {
        try
        {
            var identity = TlsIdentity.FromPem(text);
            var now = _clock.GetUtcNow();
            if (now >= identity.NotAfter)
                return (null, $"the next certificate expired {identity.NotAfter:u}");
            return now < identity.NotBefore ? (null, $"the next certificate is not valid before {identity.NotBefore:u}") : (identity, null);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return (null, $"the file of the next key is refused: {e.Message}");
        }
    }

    private static string? OldPin(string file)
    {
        var path = file + ".old";
        var pin = file.Length > 0 && File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        return Pins.IsPin(pin) ? pin : null;
    }

    private static void Replace(string path, string text)
    {
        var unfinished = path + ".unfinished";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    private sealed record Held(TlsIdentity Now, TlsIdentity? Next, string? Old, string? Refused);
}
