using System.Security.Cryptography;

namespace Federation.Hosting.Storage;

/// <summary>
/// One step of a database's shape. Steps are numbered 1, 2, 3 … and, once released, never changed: the database
/// remembers the digest of each that it took.
/// </summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Name">What it does, for people.</param>
/// <param name="Sql">The statements; they run in one transaction with the note that they ran.</param>
public sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the statements, lower-case hexadecimal.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Sql)));
}
