using TrustList.Format.Encoding;

namespace TrustList.Format.Credentials.Reading;

/// <summary>The members of a security object while it is being read.</summary>
internal sealed class SecurityObjectParts
{
    private readonly Dictionary<string, Dictionary<long, ReadOnlyMemory<byte>>> digests = [];
    private readonly KeyAuthorizations authorizations = new();
    private string? version;
    private string? digestAlgorithm;
    private string? docType;
    private ReadOnlyMemory<byte> deviceKey;
    private DateTimeOffset? signed;
    private DateTimeOffset? validFrom;
    private DateTimeOffset? validUntil;
    private StatusReference? status;
    private bool digestsSeen;

    /// <summary>What was missing or of a wrong type.</summary>
    public string Missing { get; private set; } = "a member is missing";

    public SecurityObject? Finish() =>
        version is null || digestAlgorithm is null || docType is null || !digestsSeen || deviceKey.IsEmpty
            || signed is not { } at || validFrom is not { } from || validUntil is not { } until
            ? null
            : new SecurityObject
            {
                Version = version,
                DigestAlgorithm = digestAlgorithm,
                DocType = docType,
                Digests = digests,
                DeviceKey = deviceKey,
                Authorizations = authorizations,
                Signed = at,
                ValidFrom = from,
                ValidUntil = until,
                Status = status,
            };

    public bool Read(ReadOnlyMemory<byte> encoded)
    {
        var cursor = new CheckedCbor(encoded);
        if (!cursor.TryReadMap(out var members))
            return Fail("not a map");
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
            {
                cursor.Skip();
                cursor.Skip();
            }
            else if (!ReadMember(ref cursor, key))
                return Fail(Names.Of(key));
        }
        return true;
    }

    private bool ReadMember(ref CheckedCbor cursor, ReadOnlySpan<byte> key)
    {
        if (key.SequenceEqual("version"u8))
            return ReadText(ref cursor, out version);
        if (key.SequenceEqual("digestAlgorithm"u8))
            return ReadText(ref cursor, out digestAlgorithm);
        if (key.SequenceEqual("docType"u8))
            return ReadText(ref cursor, out docType);
        if (key.SequenceEqual("valueDigests"u8))
            return ReadDigests(ref cursor);
        if (key.SequenceEqual("deviceKeyInfo"u8))
            return ReadDeviceKeyInfo(ref cursor);
        if (key.SequenceEqual("validityInfo"u8))
            return ReadValidity(ref cursor);
        if (key.SequenceEqual("status"u8))
            return StatusReferenceReader.TryRead(ref cursor, out status);
        return cursor.Skip();
    }

    private bool ReadDigests(ref CheckedCbor cursor)
    {
        digestsSeen = true;
        if (!cursor.TryReadMap(out var namespaces))
            return false;
        while (cursor.More(ref namespaces))
        {
            if (!cursor.TryReadText(out var name) || !cursor.TryReadMap(out var count))
                return false;
            var members = new Dictionary<long, ReadOnlyMemory<byte>>();
            while (cursor.More(ref count))
            {
                if (!cursor.TryReadInteger(out var id) || !cursor.TryReadBytes(out var digest))
                    return false;
                members[id] = digest;
            }
            digests[Names.Of(name)] = members;
        }
        return true;
    }

    private bool ReadDeviceKeyInfo(ref CheckedCbor cursor)
    {
        if (!cursor.TryReadMap(out var members))
            return false;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                cursor.Skip();
            else if (key.SequenceEqual("deviceKey"u8))
            {
                deviceKey = cursor.ReadItem();
                continue;
            }
            else if (key.SequenceEqual("keyAuthorizations"u8))
            {
                if (!ReadAuthorizations(ref cursor))
                    return false;
                continue;
            }
            cursor.Skip();
        }
        return true;
    }

    private bool ReadAuthorizations(ref CheckedCbor cursor)
    {
        if (!cursor.TryReadMap(out var members))
            return false;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                return false;
            if (key.SequenceEqual("nameSpaces"u8) && cursor.TryReadArray(out var count))
            {
                while (cursor.More(ref count))
                {
                    if (!cursor.TryReadText(out var name))
                        return false;
                    authorizations.AddNamespace(Names.Of(name));
                }
            }
            else if (!key.SequenceEqual("dataElements"u8) || !ReadAuthorizedElements(ref cursor))
                return false;
        }
        return true;
    }

    private bool ReadAuthorizedElements(ref CheckedCbor cursor)
    {
        if (!cursor.TryReadMap(out var namespaces))
            return false;
        while (cursor.More(ref namespaces))
        {
            if (!cursor.TryReadText(out var name) || !cursor.TryReadArray(out var count))
                return false;
            while (cursor.More(ref count))
            {
                if (!cursor.TryReadText(out var element))
                    return false;
                authorizations.AddElement(Names.Of(name), Names.Of(element));
            }
        }
        return true;
    }

    private bool ReadValidity(ref CheckedCbor cursor)
    {
        if (!cursor.TryReadMap(out var members))
            return false;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                cursor.Skip();
            else if (key.SequenceEqual("signed"u8) || key.SequenceEqual("validFrom"u8) || key.SequenceEqual("validUntil"u8))
            {
                if (!ReadInstant(ref cursor, out var instant))
                    return false;
                if (key.SequenceEqual("signed"u8))
                    signed = instant;
                else if (key.SequenceEqual("validFrom"u8))
                    validFrom = instant;
                else
                    validUntil = instant;
                continue;
            }
            cursor.Skip();
        }
        return true;
    }

    private static bool ReadText(ref CheckedCbor cursor, out string? text)
    {
        text = cursor.TryReadText(out var utf8) ? Names.Of(utf8) : null;
        return text is not null;
    }

    // tdate: tag 0 around the one form of SPEC.md §1.4 (ISO/IEC 18013-5 §9.1.2.4: no fraction, UTC).
    private static bool ReadInstant(ref CheckedCbor cursor, out DateTimeOffset instant)
    {
        instant = default;
        return cursor.TryReadTag(out var tag) && tag == 0 && cursor.TryReadText(out var text) && text.Length == 20
            && Instants.TryParse(System.Text.Encoding.ASCII.GetString(text), out instant);
    }

    private bool Fail(string what)
    {
        Missing = what;
        return false;
    }
}
