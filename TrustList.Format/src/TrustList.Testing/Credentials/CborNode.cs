using System.Formats.Cbor;

namespace TrustList.Testing.Credentials;

/// <summary>
/// CBOR as a tree that can be bent: maps keep their order and may hold a key twice, so that responses which no honest
/// writer makes can be written.
/// </summary>
public abstract class CborNode
{
    /// <summary>Reads one well-formed item.</summary>
    /// <param name="encoded">The bytes.</param>
    public static CborNode Parse(ReadOnlyMemory<byte> encoded) => Read(new CborReader(encoded, CborConformanceMode.Lax));

    /// <summary>A text string.</summary>
    public static CborNode Text(string text) => Leaf(writer => writer.WriteTextString(text));

    /// <summary>A byte string.</summary>
    public static CborNode Bytes(ReadOnlySpan<byte> bytes)
    {
        var writer = new CborWriter();
        writer.WriteByteString(bytes);
        return new CborLeaf(writer.Encode());
    }

    /// <summary>An integer.</summary>
    public static CborNode Number(long number) => Leaf(writer => writer.WriteInt64(number));

    /// <summary>Null.</summary>
    public static CborNode Null() => new CborLeaf([0xF6]);

    /// <summary>#6.24(bstr .cbor node).</summary>
    public static CborNode Embed(CborNode node) => new CborTagged(24, Bytes(node.Encode()));

    /// <summary>The bytes of this item.</summary>
    public byte[] Encode()
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        Write(writer);
        return writer.Encode();
    }

    /// <summary>The item inside #6.24(bstr .cbor item).</summary>
    public CborNode Unembed() => Parse(((CborTagged)this).Content.ToBytes());

    /// <summary>The content of a byte string.</summary>
    public byte[] ToBytes() => new CborReader(Encode(), CborConformanceMode.Lax).ReadByteString();

    internal abstract void Write(CborWriter writer);

    private static CborLeaf Leaf(Action<CborWriter> write)
    {
        var writer = new CborWriter();
        write(writer);
        return new CborLeaf(writer.Encode());
    }

    private static CborNode Read(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.Tag:
                return new CborTagged((ulong)reader.ReadTag(), Read(reader));
            case CborReaderState.StartArray:
                var list = new CborList();
                reader.ReadStartArray();
                while (reader.PeekState() != CborReaderState.EndArray)
                    list.Items.Add(Read(reader));
                reader.ReadEndArray();
                return list;
            case CborReaderState.StartMap:
                var map = new CborMap();
                reader.ReadStartMap();
                while (reader.PeekState() != CborReaderState.EndMap)
                    map.Pairs.Add((Read(reader), Read(reader)));
                reader.ReadEndMap();
                return map;
            default:
                return new CborLeaf(reader.ReadEncodedValue().ToArray());
        }
    }
}

/// <summary>A scalar or string, as its bytes.</summary>
/// <param name="encoded">The encoded item.</param>
public sealed class CborLeaf(byte[] encoded) : CborNode
{
    internal override void Write(CborWriter writer) => writer.WriteEncodedValue(encoded);
}

/// <summary>A tag before an item.</summary>
/// <param name="tag">The tag's number.</param>
/// <param name="content">The item.</param>
public sealed class CborTagged(ulong tag, CborNode content) : CborNode
{
    /// <summary>The item.</summary>
    public CborNode Content => content;

    internal override void Write(CborWriter writer)
    {
        writer.WriteTag((CborTag)tag);
        content.Write(writer);
    }
}

/// <summary>An array.</summary>
public sealed class CborList : CborNode
{
    /// <summary>The members.</summary>
    public List<CborNode> Items { get; } = [];

    /// <summary>A member by position.</summary>
    public CborNode this[int index]
    {
        get => Items[index];
        set => Items[index] = value;
    }

    internal override void Write(CborWriter writer)
    {
        writer.WriteStartArray(Items.Count);
        foreach (var item in Items)
            item.Write(writer);
        writer.WriteEndArray();
    }
}

/// <summary>A map in written order; a key may stand twice.</summary>
public sealed class CborMap : CborNode
{
    /// <summary>The pairs.</summary>
    public List<(CborNode Key, CborNode Value)> Pairs { get; } = [];

    /// <summary>A member by text key; setting adds or replaces.</summary>
    public CborNode this[string key]
    {
        get => Pairs[IndexOf(key)].Value;
        set
        {
            var at = IndexOf(key);
            if (at < 0)
                Pairs.Add((Text(key), value));
            else
                Pairs[at] = (Pairs[at].Key, value);
        }
    }

    /// <summary>A map member by text key.</summary>
    public CborMap Map(string key) => (CborMap)this[key];

    /// <summary>Takes a member away.</summary>
    public void Remove(string key) => Pairs.RemoveAt(IndexOf(key));

    /// <summary>Whether a member is there.</summary>
    public bool Has(string key) => IndexOf(key) >= 0;

    internal override void Write(CborWriter writer)
    {
        writer.WriteStartMap(Pairs.Count);
        foreach (var (key, value) in Pairs)
        {
            key.Write(writer);
            value.Write(writer);
        }
        writer.WriteEndMap();
    }

    private int IndexOf(string key)
    {
        var encoded = Text(key).Encode();
        return Pairs.FindIndex(pair => pair.Key.Encode().AsSpan().SequenceEqual(encoded));
    }
}
