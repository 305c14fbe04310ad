using System.Security.Cryptography;

namespace Federation.Hosting.Storage;

/// <summary>
/// One step of a database's shape. Steps are numbered 1, 2, 3 … and, once released, never changed: the database
/// remembers the digest of each that it took.
/// </summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Name">What it does, for people.</param>
/// <param name="Sql">The statements as SQLite takes them; they run in one transaction with the note that they ran.</param>
public sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>The statements for PostgreSQL where <see cref="PostgresDialect"/> cannot make them from <see cref="Sql"/>; already in its own words.</summary>
    public string? PostgresSql { get; init; }

    /// <summary>
    /// How many steps a program must know to work on a database that has this one: its own number, unless what it adds may be left
    /// alone by the program before (a new table, a column that may be empty). Then that one is an upgrade's step back.
    /// </summary>
    public int BackTo { get; init; } = Number;

    /// <summary>SHA-256 of <see cref="Sql"/>, lower-case hexadecimal; the same on every database.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Sql)));
}
