using System.Collections.Immutable;
using System.Numerics;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;

namespace TrustList.Format.Projections;

/// <summary>
/// The members of one map of a VICAL by name. The first fault of a map and of those inside it is kept, and later reads
/// return harmless defaults.
/// </summary>
internal sealed class VicalMembers
{
    private const int MostTexts = 64;
    private const int BigNumber = 2;
    private const int DateTimeText = 0;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> values = new(StringComparer.Ordinal);
    private readonly VicalMembers root;
    private readonly string where;
    private DecodeFault? fault;
    private string detail = string.Empty;

    private VicalMembers(string where, VicalMembers? parent) => (this.where, root) = (where, parent?.root ?? this);

    /// <summary>Reads a map; the bytes were accepted by <see cref="CborRules"/>.</summary>
    public static VicalMembers Of(CheckedCbor cbor, string where, VicalMembers? parent = null)
    {
        var members = new VicalMembers(where, parent);
        if (!cbor.TryReadMap(out var left))
            members.Refuse(DecodeFault.WrongType, "map expected");
        else
            while (cbor.More(ref left))
            {
                var name = cbor.TryReadText(out var utf8) ? System.Text.Encoding.UTF8.GetString(utf8) : null;
                if (name is null)
                    cbor.Skip();
                var value = cbor.ReadItem();
                if (name is not null)
                    members.values[name] = value;
            }
        return members;
    }

    public string? Text(string name) => Find(name) is { } value ? ReadText(new CheckedCbor(value), name) : null;

    public ReadOnlyMemory<byte>? Bytes(string name, int maxBytes)
    {
        if (Find(name) is not { } value)
            return null;
        if (!new CheckedCbor(value).TryReadBytes(out var bytes))
            Refuse(DecodeFault.WrongType, $"{name}: byte string expected");
        else if (bytes.Length > maxBytes)
            Refuse(DecodeFault.TooLarge, $"{name}: at most {maxBytes} bytes");
        return bytes;
    }

    public long? Integer(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (!new CheckedCbor(value).TryReadInteger(out var number) || number < 0)
            Refuse(DecodeFault.WrongType, $"{name}: unsigned integer expected");
        return number;
    }

    /// <summary>A required biguint: tag 2 and bytes, or the plain integer that RFC 8949 §3.4.3 prefers.</summary>
    public BigInteger Number(string name)
    {
        if (Find(name) is not { } value)
            return Missing<BigInteger>(name);
        var cbor = new CheckedCbor(value);
        if (cbor.TryReadInteger(out var small) && small >= 0)
            return small;
        cbor = new CheckedCbor(value);
        if (cbor.TryReadTag(out var tag) && tag == BigNumber && cbor.TryReadBytes(out var bytes) && bytes.Length <= 32)
            return new BigInteger(bytes.Span, isUnsigned: true, isBigEndian: true);
        Refuse(DecodeFault.WrongType, $"{name}: biguint expected");
        return default;
    }

    /// <summary>A tdate: tag 0 and RFC 3339 in whole seconds and UTC (ISO/IEC 18013-5 §7.2.1 and Annex C).</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Find(name) is not { } value)
            return null;
        var cbor = new CheckedCbor(value);
        if (cbor.TryReadTag(out var tag) && tag == DateTimeText && cbor.TryReadText(out var utf8)
            && Instants.TryParse(System.Text.Encoding.UTF8.GetString(utf8), out var instant))
            return instant;
        Refuse(DecodeFault.BadValue, $"{name}: tag 0 and an instant like 2020-10-12T00:00:00Z expected");
        return null;
    }

    public ImmutableArray<string>? Texts(string name) =>
        Find(name) is null ? null : [.. Items(name, MostTexts).Select(item => ReadText(new CheckedCbor(item), name))];

    /// <summary>The encoded items of a required array.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Items(string name, int maxCount)
    {
        if (Find(name) is not { } value)
            return Missing<ImmutableArray<ReadOnlyMemory<byte>>?>(name) ?? [];
        var cbor = new CheckedCbor(value);
        var items = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        if (!cbor.TryReadArray(out var left))
            Refuse(DecodeFault.WrongType, $"{name}: array expected");
        else
            while (cbor.More(ref left) && items.Count <= maxCount)
                items.Add(cbor.ReadItem());
        if (items.Count > maxCount)
            Refuse(DecodeFault.TooMany, $"{name}: at most {maxCount}");
        return items.ToImmutable();
    }

    /// <summary>The names that Annex C does not know.</summary>
    public ImmutableArray<string> Unknown() => [.. values.Keys.Where(name => !VicalNames.All.Contains(name)).Order(StringComparer.Ordinal)];

    /// <summary>Records that a required member is absent, or was no value of its type.</summary>
    public T Missing<T>(string name)
    {
        Refuse(DecodeFault.MissingField, name);
        return default!;
    }

    public Decoded<Vical> Finish(Vical read) => root.fault is { } first ? Decoded<Vical>.Fail(first, root.detail) : Decoded<Vical>.Of(read);

    private ReadOnlyMemory<byte>? Find(string name)
    {
        if (root.fault is null && values.TryGetValue(name, out var value))
            return value;
        return null;
    }

    private string ReadText(CheckedCbor cbor, string name)
    {
        if (cbor.TryReadText(out var utf8) && utf8.Length <= Limits.CertificateBytes)
            return System.Text.Encoding.UTF8.GetString(utf8);
        Refuse(DecodeFault.WrongType, $"{name}: text expected");
        return string.Empty;
    }

    private void Refuse(DecodeFault kind, string what)
    {
        if (root.fault is null)
            (root.fault, root.detail) = (kind, $"VICAL: {where}{what}");
    }
}
