using Conformance.Adapters;
using Conformance.Comparing;
using Conformance.Running;
using TrustList.Format.Encoding;

namespace Conformance.Statements;

/// <summary><c>certify statement sign|verify</c>.</summary>
internal static class StatementVerb
{
    public const string Usage =
        """
        certify statement sign --results results.json --key KEY.pem --vendor NAME --out FILE
        certify statement verify FILE --key PUBLIC.pem [--results results.json] [--adapter COMMAND] [--now INSTANT]
        """;

    /// <summary>The most bytes of a statement's file.</summary>
    internal const int MaxBytes = 256 * 1024;

    private const int Holds = 0, Refused = 1, Misused = 2;

    /// <summary>Runs it. 0: signed, or it holds; 1: the results cannot be stated, or it does not hold; 2: wrong usage.</summary>
    public static int Run(string[] words) => words switch
    {
        ["sign", .. var rest] => Sign(CommandWords.Read(rest, ["--results", "--key", "--vendor", "--out"]).Need("--results", "--key", "--vendor", "--out")),
        ["verify", .. var rest] => Verify(CommandWords.Read(rest, ["--key", "--results", "--adapter", "--now"]).Need("--key")),
        _ => Wrong(Usage),
    };

    private static int Sign(CommandWords words)
    {
        if (words["--vendor"] is { } name && (name.Length is 0 or > 200 || name.Any(char.IsControl)))
            words = words.But("--vendor has 1 to 200 characters");
        if (!words.Places.IsEmpty)
            words = words.But($"{words.Places[0]}: not understood");
        if (!words.Errors.IsEmpty)
            return Wrong([.. words.Errors, Usage]);
        var (results, noResults) = ResultsFile.Read(words["--results"]!);
        var (key, noKey) = KeyFiles.Private(words["--key"]!);
        if (results is null || key is null)
            return Wrong([.. new[] { noResults, noKey }.OfType<string>()]);
        var now = TimeProvider.System.GetUtcNow();
        var statement = Statement.About(results, words["--vendor"]!, now);
        if (StatementCheck.Fault(statement, results, adapterSha256: null, now) is { } fault)
        {
            Console.Error.WriteLine($"{fault}: only a run by this suite that passed its profile in the last twelve months can be stated");
            return Refused;
        }
        try
        {
            File.WriteAllText(words["--out"]!, statement.Sign(key) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Wrong($"{words["--out"]}: {e.Message}");
        }
        Console.Out.WriteLine(StatementText.Of(statement));
        return Holds;
    }

    private static int Verify(CommandWords words)
    {
        if (words.Places.Length != 1)
            words = words.But("one FILE is asked for");
        var now = TimeProvider.System.GetUtcNow();
        if (words["--now"] is { } instant && !Instants.TryParse(instant, out now))
            words = words.But("--now is YYYY-MM-DDThh:mm:ssZ");
        if (!words.Errors.IsEmpty)
            return Wrong([.. words.Errors, Usage]);
        var (token, noToken) = KeyFiles.Text(words.Places[0], MaxBytes);
        var (key, noKey) = KeyFiles.Public(words["--key"]!);
        var (results, noResults) = words["--results"] is { } path ? ResultsFile.Read(path) : (null, null);
        if (token is null || key is null || noResults is not null)
            return Wrong([.. new[] { noToken, noKey, noResults }.OfType<string>()]);
        var (statement, fault) = StatementCheck.Run(token.TrimEnd('\n'), key, results, words["--adapter"] is { } command ? ProgramDigest.Of(command) : null, now);
        if (statement is not null)
            Console.Out.WriteLine(StatementText.Of(statement));
        Console.Out.WriteLine(fault is not null ? $"does not hold: {fault}" : results is null ? "signed by this key and in time; its results were not looked at" : "holds");
        return fault is null ? Holds : Refused;
    }

    private static int Wrong(params IEnumerable<string> lines)
    {
        Console.Error.WriteLine(string.Join('\n', lines));
        return Misused;
    }
}
