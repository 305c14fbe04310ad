using System.Formats.Cbor;
using TrustList.Format.Encoding;

namespace TrustList.Format.Bundles;

/// <summary>
/// The bytes of a bundle (SPEC.md §9.1): <c>["trust-bundle/1", instant, {path: bytes}]</c> in deterministic CBOR. Because
/// format, order and lengths leave no choice, one bundle has one form; a reader refuses every other.
/// </summary>
internal static class BundleForm
{
    private const int Parts = 3;
    private const int InstantCharacters = 20;

    public static byte[] Write(TrustBundle bundle)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: (int)Length(bundle));
        writer.WriteStartArray(Parts);
        writer.WriteTextString(TrustBundle.Format);
        writer.WriteTextString(Instants.Format(bundle.SyncedAt));
        writer.WriteStartMap(bundle.Paths.Count);
        foreach (var (path, content) in bundle.Files)
        {
            writer.WriteTextString(path);
            writer.WriteByteString(content.Span);
        }
        writer.WriteEndMap();
        writer.WriteEndArray();
        return writer.Encode();
    }

    public static Decoded<TrustBundle> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            return Fail(DecodeFault.Empty, "no bytes");
        if (bytes.Length > Limits.BundleBytes)
            return Fail(DecodeFault.TooLarge, $"more than {Limits.BundleBytes} bytes");
        var cursor = new CborCursor(bytes.Span);
        if (!cursor.TryReadArray(out var parts) || parts != Parts
            || !cursor.TryReadText(out var format) || !format.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(TrustBundle.Format)))
            return Fail(DecodeFault.WrongType, $"not {TrustBundle.Format}");
        if (!cursor.TryReadText(out var instant) || instant.Length != InstantCharacters
            || !Instants.TryParse(System.Text.Encoding.UTF8.GetString(instant), out var syncedAt))
            return Fail(DecodeFault.BadValue, "the instant");
        if (!cursor.TryReadMap(out var count))
            return Fail(DecodeFault.WrongType, "the files are not a map");
        if (count > Limits.BundleFiles)
            return Fail(DecodeFault.TooMany, $"{count} files");

        var files = new SortedDictionary<string, ReadOnlyMemory<byte>>(BundlePath.Order);
        var before = string.Empty;
        for (var i = 0; i < count; i++)
        {
            if (!cursor.TryReadText(out var utf8) || utf8.Length > Limits.PathCharacters)
                return Fail(DecodeFault.Malformed, $"path {i}");
            var path = System.Text.Encoding.UTF8.GetString(utf8);
            if (BundlePath.Check(path) is { } fault)
                return Fail(fault, $"path {i}");
            if (BundlePath.Order.Compare(before, path) is >= 0 and var order)
                return Fail(order == 0 ? DecodeFault.DuplicateKey : DecodeFault.NotCanonical, path);
            if (!cursor.TryReadBytes(out var content))
                return Fail(DecodeFault.Malformed, path);
            if (bytes[content].Length > Limits.BundleFileBytes)
                return Fail(DecodeFault.TooLarge, path);
            files.Add(path, bytes[content]);
            before = path;
        }
        if (!cursor.AtEnd)
            return Fail(DecodeFault.TrailingBytes, "bytes after the files");
        var bundle = new TrustBundle(syncedAt, files);
        // Longer forms of a head are the one freedom left.
        return Length(bundle) == bytes.Length ? Decoded<TrustBundle>.Of(bundle) : Fail(DecodeFault.NotCanonical, "a head that is not in shortest form");
    }

    /// <summary>The length of the one form.</summary>
    public static long Length(TrustBundle bundle) =>
        1 + Head(TrustBundle.Format.Length) + TrustBundle.Format.Length + Head(InstantCharacters) + InstantCharacters + Head(bundle.Paths.Count)
        + bundle.Files.Sum(file => Head(file.Key.Length) + file.Key.Length + (long)Head(file.Value.Length) + file.Value.Length);

    private static int Head(int argument) => argument switch { < 24 => 1, <= byte.MaxValue => 2, <= ushort.MaxValue => 3, _ => 5 };

    private static Decoded<TrustBundle> Fail(DecodeFault fault, string detail) => Decoded<TrustBundle>.Fail(fault, "bundle: " + detail);
}
