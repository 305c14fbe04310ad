using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Format.Credentials.Reading;

/// <summary>Reads an IssuerSigned: its items, its signature message and the security object inside.</summary>
internal static class IssuerSignedReader
{
    /// <summary>Reads an IssuerSigned that lies alone in untrusted bytes, as a wallet collects it.</summary>
    public static IssuerSigned? ReadAlone(ReadOnlyMemory<byte> bytes, Findings findings)
    {
        var wellFormed = CborRules.CheckWellFormed(bytes.Span);
        if (wellFormed.Ok)
            return Read(bytes, findings);
        findings.Add(wellFormed, "IssuerSigned");
        return null;
    }

    /// <summary>Reads an IssuerSigned from bytes known to be one well-formed item.</summary>
    public static IssuerSigned? Read(ReadOnlyMemory<byte> bytes, Findings findings)
    {
        var cursor = new CheckedCbor(bytes);
        if (!cursor.TryReadMap(out var members))
            return Wrong(findings, "issuerSigned is not a map");
        var items = new List<PresentedItem>(24);
        ReadOnlyMemory<byte> issuerAuth = default;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                return Wrong(findings, "issuerSigned has an unknown member");
            if (key.SequenceEqual("issuerAuth"u8))
                issuerAuth = cursor.ReadItem();
            else if (!key.SequenceEqual("nameSpaces"u8))
                return Wrong(findings, $"issuerSigned: {Printable.Of(key)}");
            else if (!ReadNamespaces(ref cursor, items, findings))
                return null;
        }
        if (issuerAuth.IsEmpty)
            return Wrong(findings, "issuerAuth is missing");
        var message = CoseSign1.Parse(issuerAuth);
        if (!message.Ok)
        {
            findings.AddHeaders(message, "issuerAuth");
            return null;
        }
        if (message.Value.Payload is not { } payload)
            return Wrong(findings, "issuerAuth has no payload");
        return SecurityObjectReader.Read(payload, findings) is { } mso ? new IssuerSigned(items, issuerAuth, message.Value, mso) : null;
    }

    private static bool ReadNamespaces(ref CheckedCbor cursor, List<PresentedItem> items, Findings findings)
    {
        if (!cursor.TryReadMap(out var namespaces))
            return Wrong(findings, "nameSpaces is not a map") is not null;
        while (cursor.More(ref namespaces))
        {
            if (!cursor.TryReadText(out var name) || !cursor.TryReadArray(out var count))
                return Wrong(findings, "nameSpaces") is not null;
            var text = Names.Of(name);
            while (cursor.More(ref count))
            {
                var tagged = cursor.ReadItem();
                if (!ReadItem(text, tagged, items, findings))
                    return false;
            }
        }
        return true;
    }

    private static bool ReadItem(string name, ReadOnlyMemory<byte> tagged, List<PresentedItem> items, Findings findings)
    {
        var outer = new CheckedCbor(tagged);
        if (!outer.TryReadEmbedded(out var encoded))
            return Wrong(findings, "an item is not in tag 24") is not null;
        var wellFormed = CborRules.CheckWellFormed(encoded.Span);
        if (!wellFormed.Ok)
        {
            findings.Add(wellFormed, "IssuerSignedItem");
            return false;
        }

        var cursor = new CheckedCbor(encoded);
        if (!cursor.TryReadMap(out var members))
            return Wrong(findings, "an item is not a map") is not null;
        long? digestId = null;
        ReadOnlyMemory<byte>? salt = null, value = null;
        string? identifier = null;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                return Wrong(findings, "an item has an unknown member") is not null;
            if (key.SequenceEqual("digestID"u8) && cursor.TryReadInteger(out var number))
                digestId = number;
            else if (key.SequenceEqual("random"u8) && cursor.TryReadBytes(out var random))
                salt = random;
            else if (key.SequenceEqual("elementIdentifier"u8) && cursor.TryReadText(out var element))
                identifier = Names.Of(element);
            else if (key.SequenceEqual("elementValue"u8))
                value = cursor.ReadItem();
            else
                return Wrong(findings, $"an item: {Printable.Of(key)}") is not null;
        }
        if (digestId is not { } id || salt is not { } saltBytes || identifier is null || value is not { } content)
            return Wrong(findings, "an item lacks a member") is not null;
        items.Add(new(name, identifier, id, saltBytes, content, tagged));
        return true;
    }

    private static IssuerSigned? Wrong(Findings findings, string detail)
    {
        findings.Add(Reason.WrongStructure, detail);
        return null;
    }
}
