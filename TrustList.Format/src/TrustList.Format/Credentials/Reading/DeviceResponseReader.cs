using TrustList.Format.Encoding;
using TrustList.Format.Verification;

namespace TrustList.Format.Credentials.Reading;

/// <summary>
/// Reads a DeviceResponse (ISO/IEC 18013-5 §8.3.2.1.2.2) from any bytes. SPEC.md §8.2 step 1. Maps that nobody signs
/// are closed: an unknown member refuses, so that nothing can be renamed out of sight.
/// </summary>
internal static class DeviceResponseReader
{
    /// <summary>Reads the one document; null when a finding forbids going on.</summary>
    public static PresentedDocument? Read(ReadOnlyMemory<byte> response, Findings findings)
    {
        if (response.IsEmpty)
            return Stop(findings, Reason.Empty, "no bytes");
        if (response.Length > Limits.PresentationBytes)
            return Stop(findings, Reason.TooLarge, $"{response.Length} bytes");
        var wellFormed = CborRules.CheckWellFormed(response.Span);
        if (!wellFormed.Ok)
        {
            findings.Add(wellFormed, "DeviceResponse");
            return null;
        }

        var cursor = new CheckedCbor(response);
        if (!cursor.TryReadMap(out var members))
            return Stop(findings, Reason.WrongStructure, "DeviceResponse is not a map");
        var versionOk = false;
        ReadOnlyMemory<byte>? documents = null;
        long? status = null;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                return Stop(findings, Reason.WrongStructure, "DeviceResponse has an unknown member");
            if (key.SequenceEqual("version"u8))
                versionOk = new CheckedCbor(cursor.ReadItem()) is var version && version.TryReadText(out var text) && text.SequenceEqual("1.0"u8);
            else if (key.SequenceEqual("status"u8) && cursor.TryReadInteger(out var number))
                status = number;
            else if (key.SequenceEqual("documents"u8))
                documents = cursor.ReadItem();
            else if (key.SequenceEqual("documentErrors"u8))
                cursor.Skip();
            else
                return Stop(findings, Reason.WrongStructure, $"DeviceResponse: {Printable.Of(key)}");
        }
        if (!versionOk)
            findings.Add(Reason.UnsupportedVersion, "version is not 1.0");
        if (status is null)
            findings.Add(Reason.WrongStructure, "status is missing");
        else if (status != 0)
            findings.Add(Reason.ResponseStatus, $"status {status}");
        return documents is { } list
            ? ReadDocuments(list, findings)
            : Stop(findings, Reason.NoDocument, "documents is missing");
    }

    private static PresentedDocument? ReadDocuments(ReadOnlyMemory<byte> documents, Findings findings)
    {
        var cursor = new CheckedCbor(documents);
        if (!cursor.TryReadArray(out var count))
            return Stop(findings, Reason.WrongStructure, "documents is not an array");
        if (!cursor.More(ref count))
            return Stop(findings, Reason.NoDocument, "documents is empty");
        var document = cursor.ReadItem();
        if (cursor.More(ref count))
            return Stop(findings, Reason.SeveralDocuments, "more than one document");
        return ReadDocument(document, findings);
    }

    private static PresentedDocument? ReadDocument(ReadOnlyMemory<byte> document, Findings findings)
    {
        var cursor = new CheckedCbor(document);
        if (!cursor.TryReadMap(out var members))
            return Stop(findings, Reason.WrongStructure, "document is not a map");
        string? docType = null;
        ReadOnlyMemory<byte>? issuerPart = null, devicePart = null;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                return Stop(findings, Reason.WrongStructure, "document has an unknown member");
            if (key.SequenceEqual("docType"u8) && cursor.TryReadText(out var text))
                docType = Names.Of(text);
            else if (key.SequenceEqual("issuerSigned"u8))
                issuerPart = cursor.ReadItem();
            else if (key.SequenceEqual("deviceSigned"u8))
                devicePart = cursor.ReadItem();
            else if (key.SequenceEqual("errors"u8))
                cursor.Skip();
            else
                return Stop(findings, Reason.WrongStructure, $"document: {Printable.Of(key)}");
        }

        var deviceSigned = devicePart is { } device ? DeviceSignedReader.Read(device, findings) : null;
        if (devicePart is null)
            findings.Add(Reason.DeviceSignedMissing, "deviceSigned is missing");
        if (docType is null || issuerPart is not { } issuer)
            return Stop(findings, Reason.WrongStructure, "docType or issuerSigned is missing");
        return IssuerSignedReader.Read(issuer, findings) is { } issuerSigned
            ? new PresentedDocument(docType, issuerSigned, deviceSigned)
            : null;
    }

    private static PresentedDocument? Stop(Findings findings, Reason reason, string detail)
    {
        findings.Add(reason, detail);
        return null;
    }
}
