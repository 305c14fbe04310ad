namespace TrustList.Format.Credentials.Reading;

/// <summary>Reads the status of a credential: the map {status_list: {idx, uri}} (Token Status List §6.3). Unknown members are passed over.</summary>
internal static class StatusReferenceReader
{
    /// <summary>False where the bytes are of another form; a status without status_list reads as null.</summary>
    public static bool TryRead(ref CheckedCbor cursor, out StatusReference? status)
    {
        status = null;
        if (!cursor.TryReadMap(out var members))
            return false;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                cursor.Skip();
            else if (key.SequenceEqual("status_list"u8))
            {
                if (!TryReadList(ref cursor, out status))
                    return false;
                continue;
            }
            cursor.Skip();
        }
        return true;
    }

    private static bool TryReadList(ref CheckedCbor cursor, out StatusReference? status)
    {
        status = null;
        if (!cursor.TryReadMap(out var members))
            return false;
        long? index = null;
        string? uri = null;
        while (cursor.More(ref members))
        {
            if (!cursor.TryReadText(out var key))
                cursor.Skip();
            else if (key.SequenceEqual("idx"u8) && cursor.TryReadInteger(out var number))
            {
                index = number;
                continue;
            }
            else if (key.SequenceEqual("uri"u8) && cursor.TryReadText(out var text))
            {
                uri = System.Text.Encoding.UTF8.GetString(text);
                continue;
            }
            cursor.Skip();
        }
        status = index is { } entry && uri is not null ? new(uri, entry) : null;
        return status is not null;
    }
}
