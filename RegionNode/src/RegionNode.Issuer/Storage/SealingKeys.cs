using System.Data.Common;
using Dapper;
using Federation.Hosting;
using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// Matches a database with its key files. The database keeps a check value of every key that sealed in it: without each of
/// them the node does not start, rather than find out row by row.
/// </summary>
internal static class SealingKeys
{
    /// <summary>For the one that writes: a new database gets the keys there are, or its first; new keys are noted.</summary>
    /// <exception cref="StartRefusedException">A key is missing or another one, or the database is older than sealing.</exception>
    internal static PersonalData Open(ISqlDatabase database, PersonalKeyFiles files) => database.Write((connection, transaction) =>
    {
        var known = Known(connection, transaction);
        if (known.Count == 0 && connection.ExecuteScalar<long>("SELECT count(*) FROM driver_records", transaction: transaction) > 0)
            throw new StartRefusedException($"database '{database.Name}' was written before personal data was sealed, and is not carried over: import the registry into a new one");
        if (known.Count == 0 && files.Numbers().Count == 0)
            files.MakeNext();
        var secrets = Secrets(database.Name, files, known);
        foreach (var (number, secret) in secrets.Where(secret => !known.ContainsKey(secret.Key)))
        {
            connection.Execute("INSERT INTO sealing_keys(number, check_value) VALUES(@number, @check)",
                new { number, check = PersonalData.CheckValueOf(secret) }, transaction);
        }
        return new PersonalData(secrets);
    });

    /// <summary>For one that only reads.</summary>
    /// <exception cref="StartRefusedException">As <see cref="Open"/>.</exception>
    internal static PersonalData OpenBeside(ISqlDatabase database, PersonalKeyFiles files) =>
        new(database.Read((connection, transaction) => Secrets(database.Name, files, Known(connection, transaction))));

    private static Dictionary<int, string> Known(DbConnection connection, DbTransaction transaction) =>
        connection.Query<(long Number, string Check)>("SELECT number, check_value FROM sealing_keys", transaction: transaction)
            .ToDictionary(key => (int)key.Number, key => key.Check);

    private static Dictionary<int, byte[]> Secrets(string name, PersonalKeyFiles files, Dictionary<int, string> known)
    {
        var secrets = files.Numbers().ToDictionary(number => number, files.Read);
        var missing = known.Keys.Append(PersonalKeyFiles.First).Distinct().Where(number => !secrets.ContainsKey(number)).Order().ToList();
        if (missing.Count > 0)
            throw new StartRefusedException([.. missing.Select(number => $"database '{name}' is sealed under a key that is not there: {files.PathOf(number)}")]);
        var other = known.Where(key => PersonalData.CheckValueOf(secrets[key.Key]) != key.Value).Select(key => key.Key).Order().ToList();
        return other.Count == 0 ? secrets
            : throw new StartRefusedException([.. other.Select(number => $"database '{name}' was sealed under another key than {files.PathOf(number)}")]);
    }
}
