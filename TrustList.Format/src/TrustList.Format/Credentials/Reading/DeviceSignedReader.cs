using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Format.Credentials.Reading;

/// <summary>Reads a DeviceSigned from bytes known to be one well-formed item.</summary>
internal static class DeviceSignedReader
{
    public static DeviceSigned? Read(ReadOnlyMemory<byte> bytes, Findings findings)
    {
        var cursor = new CheckedCbor(bytes);
        if (!cursor.TryReadMap(out var members))
            return Wrong(findings, "deviceSigned is not a map");
        ReadOnlyMemory<byte> namespaces = default;
        CoseSign1? signature = null;
        CoseMac0? mac = null;
        var authSeen = false;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                return Wrong(findings, "deviceSigned has an unknown member");
            if (key.SequenceEqual("nameSpaces"u8))
                namespaces = cursor.ReadItem();
            else if (!key.SequenceEqual("deviceAuth"u8))
                return Wrong(findings, $"deviceSigned: {Printable.Of(key)}");
            else if (ReadAuth(ref cursor, findings, ref signature, ref mac))
                authSeen = true;
            else
                return null;
        }
        if (!authSeen || namespaces.IsEmpty)
            return Wrong(findings, "deviceSigned lacks nameSpaces or deviceAuth");
        var elements = new List<(string, string)>();
        return ReadElements(namespaces, elements, findings) ? new DeviceSigned(namespaces, elements, signature, mac) : null;
    }

    private static bool ReadAuth(ref CheckedCbor cursor, Findings findings, ref CoseSign1? signature, ref CoseMac0? mac)
    {
        if (!cursor.TryReadMap(out var members))
            return Wrong(findings, "deviceAuth is not a map") is not null;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                return Wrong(findings, "deviceAuth has an unknown member") is not null;
            var message = cursor.ReadItem();
            if (key.SequenceEqual("deviceSignature"u8))
                signature = Detached(CoseSign1.Parse(message), sign1 => sign1.Payload, findings, "deviceSignature");
            else if (key.SequenceEqual("deviceMac"u8))
                mac = Detached(CoseMac0.Parse(message), mac0 => mac0.Payload, findings, "deviceMac");
            else
                return Wrong(findings, $"deviceAuth: {Printable.Of(key)}") is not null;
            if (signature is null && mac is null)
                return false;
        }
        return true;
    }

    private static T? Detached<T>(Decoded<T> message, Func<T, ReadOnlyMemory<byte>?> payload, Findings findings, string what)
        where T : class
    {
        if (!message.Ok)
            findings.AddHeaders(message, what);
        else if (payload(message.Value) is not null)
            Wrong(findings, $"{what} carries a payload");
        else
            return message.Value;
        return null;
    }

    private static bool ReadElements(ReadOnlyMemory<byte> namespacesBytes, List<(string, string)> elements, Findings findings)
    {
        var outer = new CheckedCbor(namespacesBytes);
        if (!outer.TryReadEmbedded(out var encoded))
            return Wrong(findings, "the device's nameSpaces are not in tag 24") is not null;
        var wellFormed = CborRules.CheckWellFormed(encoded.Span);
        if (!wellFormed.Ok)
        {
            findings.Add(wellFormed, "DeviceNameSpaces");
            return false;
        }
        var cursor = new CheckedCbor(encoded);
        if (!cursor.TryReadMap(out var namespaces))
            return Wrong(findings, "DeviceNameSpaces is not a map") is not null;
        while (cursor.More(ref namespaces))
        {
            if (!cursor.TryReadText(out var name) || !cursor.TryReadMap(out var count))
                return Wrong(findings, "DeviceNameSpaces") is not null;
            var text = Names.Of(name);
            while (cursor.More(ref count))
            {
                if (!cursor.TryReadText(out var element))
                    return Wrong(findings, "DeviceNameSpaces") is not null;
                elements.Add((text, Names.Of(element)));
                cursor.Skip();
            }
        }
        return true;
    }

    private static DeviceSigned? Wrong(Findings findings, string detail)
    {
        findings.Add(Reason.WrongStructure, detail);
        return null;
    }
}
