using System.Collections;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call, in order; a key may occur more than once.</summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>Keys with this ending carry bytes.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    public static readonly Metadata Empty = new Metadata().Freeze();

    private readonly List<Entry> entries = [];
    private bool frozen;

    public int Count => entries.Count;

    public bool IsReadOnly => frozen;

    public Entry this[int index]
    {
        get => entries[index];
        set => Writable()[index] = Checked(value);
    }

    /// <summary>The last entry with the key, which is compared without case; null where there is none.</summary>
    public Entry? Get(string key) => entries.FindLast(entry => entry.HasKey(key));

    public IEnumerable<Entry> GetAll(string key) => entries.Where(entry => entry.HasKey(key));

    public string? GetValue(string key) => Get(key)?.Value;

    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    public void Add(Entry item) => Writable().Add(Checked(item));

    public void Add(string key, string value) => Add(new Entry(key, value));

    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    public void Insert(int index, Entry item) => Writable().Insert(index, Checked(item));

    public bool Remove(Entry item) => Writable().Remove(item);

    public void RemoveAt(int index) => Writable().RemoveAt(index);

    public void Clear() => Writable().Clear();

    public int IndexOf(Entry item) => entries.IndexOf(item);

    public bool Contains(Entry item) => entries.Contains(item);

    public void CopyTo(Entry[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    public IEnumerator<Entry> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Entry Checked(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item;
    }

    private Metadata Freeze()
    {
        frozen = true;
        return this;
    }

    private List<Entry> Writable() =>
        frozen ? throw new InvalidOperationException("This metadata is read-only.") : entries;
}
