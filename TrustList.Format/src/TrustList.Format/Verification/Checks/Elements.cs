using TrustList.Format.Credentials.Reading;

namespace TrustList.Format.Verification.Checks;

/// <summary>Finds presented elements by name.</summary>
internal static class Elements
{
    /// <summary>The text of an element; null when it is not presented or is not text.</summary>
    public static string? TextOf(IReadOnlyList<PresentedItem> items, string name, string element)
    {
        foreach (var item in items)
        {
            if (item.Identifier == element && item.Namespace == name)
                return new CheckedCbor(item.Value) is var cursor && cursor.TryReadText(out var text) ? System.Text.Encoding.UTF8.GetString(text) : null;
        }
        return null;
    }
}
