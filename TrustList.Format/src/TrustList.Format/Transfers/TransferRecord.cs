using System.Formats.Cbor;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;

namespace TrustList.Format.Transfers;

/// <summary>
/// What two regions sign when a driver moves from one to the other (SPEC.md §14.1). It names nobody: the person stands in it as
/// a salted hash. It binds nobody before it stands in a witnessed epoch of the log whose time is not after
/// <see cref="NotAfter"/>; where no such epoch holds it, it never happened. Immutable.
/// </summary>
public sealed record TransferRecord
{
    /// <summary>Bytes of an id, and of the salt of <see cref="Person"/>.</summary>
    public const int IdBytes = 16, SaltBytes = 32;

    private const string Format = "transfer/1";
    private const int Members = 9;
    private const int MaxBytes = 256;
    private const int CodeCharacters = 6;
    private static readonly long MostEntries = (long)Limits.StatusBlocks * Limits.StatusListEntries;

    /// <summary>16 random bytes that the old region drew.</summary>
    public required ReadOnlyMemory<byte> Id { get; init; }

    /// <summary>The region that the driver leaves, six digits.</summary>
    public required string From { get; init; }

    /// <summary>The region that the driver moves to; another one.</summary>
    public required string To { get; init; }

    /// <summary>SHA-256 of salt and file number (<see cref="PersonOf"/>); the salt is in the dossier.</summary>
    public required ReadOnlyMemory<byte> Person { get; init; }

    /// <summary>The entry of the licence that ends with it, among all of the old region (SPEC.md §13.1).</summary>
    public required long Entry { get; init; }

    /// <summary>When the old region signed. Whole seconds.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>The last second that an epoch holding it may have; at most <see cref="Limits.TransferLife"/> later.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>SHA-256 of the sealed dossier (SPEC.md §14.4).</summary>
    public required ReadOnlyMemory<byte> DossierSha256 { get; init; }

    /// <summary>The record's hash: the leaf data under an epoch's root over transfers, whoever signs it how often.</summary>
    public ReadOnlyMemory<byte> Hash() => SHA256.HashData(Write());

    /// <summary>A person as the record names them.</summary>
    /// <param name="salt">32 random bytes of this transfer.</param>
    /// <param name="fileNumber">The driver's file number.</param>
    public static ReadOnlyMemory<byte> PersonOf(ReadOnlySpan<byte> salt, string fileNumber)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(salt.Length, SaltBytes);
        return SHA256.HashData([.. salt, .. System.Text.Encoding.UTF8.GetBytes(fileNumber)]);
    }

    /// <summary>The bytes that both regions sign: deterministic CBOR.</summary>
    /// <exception cref="InvalidOperationException">A member breaks a rule of SPEC.md §14.1.</exception>
    public byte[] Write()
    {
        if (Broken() is { } broken)
            throw new InvalidOperationException(broken);
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Members);
        writer.WriteTextString(Format);
        writer.WriteByteString(Id.Span);
        writer.WriteTextString(From);
        writer.WriteTextString(To);
        writer.WriteByteString(Person.Span);
        writer.WriteInt64(Entry);
        writer.WriteInt64(PreparedAt.ToUnixTimeSeconds());
        writer.WriteInt64(NotAfter.ToUnixTimeSeconds());
        writer.WriteByteString(DossierSha256.Span);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Reads a record; only the bytes that <see cref="Write"/> gives for its content.</summary>
    public static Decoded<TransferRecord> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            return Decoded<TransferRecord>.Fail(DecodeFault.TooLarge, $"transfer: {bytes.Length} bytes");
        var reader = new LogCbor(bytes, Format, Members);
        var record = new TransferRecord
        {
            Id = reader.Bytes(IdBytes),
            From = reader.Ascii(CodeCharacters),
            To = reader.Ascii(CodeCharacters),
            Person = reader.Hash(),
            Entry = reader.Integer(0, MostEntries - 1),
            PreparedAt = DateTimeOffset.FromUnixTimeSeconds(reader.Integer(0, LogCbor.LastSecond)),
            NotAfter = DateTimeOffset.FromUnixTimeSeconds(reader.Integer(0, LogCbor.LastSecond)),
            DossierSha256 = reader.Hash(),
        };
        return reader.Finish(record, read => read.Broken() is null ? read.Write() : []);
    }

    private string? Broken() =>
        Id.Length != IdBytes ? "an id has 16 bytes"
        : !RegionCode.IsValid(From) || !RegionCode.IsValid(To) || From == To ? "two regions are wanted"
        : Person.Length != MerkleTree.HashBytes || DossierSha256.Length != MerkleTree.HashBytes ? "a hash has 32 bytes"
        : Entry < 0 || Entry >= MostEntries ? "there is no such entry"
        : NotAfter <= PreparedAt || NotAfter - PreparedAt > Limits.TransferLife ? "the deadline is later than the signing, by a day at most"
        : null;
}
