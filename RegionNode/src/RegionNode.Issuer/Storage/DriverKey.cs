using System.Buffers.Text;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// Names a driver in the database: the keyed hash of a file number. Without the key it tells nothing and cannot be guessed from
/// a list of file numbers; the file number itself stands only inside sealed columns. Made by <see cref="StoreSession.KeyOf"/>.
/// </summary>
/// <param name="Value">As stored: 22 characters, base64url.</param>
internal readonly record struct DriverKey(string Value)
{
    private const int Length = 22;

    /// <summary>Whether a text has the form of a key.</summary>
    internal static bool IsForm(string text) => text.Length == Length && Base64Url.IsValid(text);

    /// <summary>As stored.</summary>
    public override string ToString() => Value;
}
