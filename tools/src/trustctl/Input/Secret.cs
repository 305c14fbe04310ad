using System.CommandLine;

namespace Trustctl;

/// <summary>
/// A passphrase or PIN: from a file, from an environment variable, or asked at the terminal without echo. Never from the
/// command line, which others can read.
/// </summary>
internal sealed class Secret
{
    private const int MostCharacters = 1_024;
    private readonly string what;
    private readonly Option<string?> file;
    private readonly Option<string?> variable;

    private Secret(string what, string name)
    {
        this.what = what;
        file = new($"--{name}-file") { Description = $"File that holds the {what} in its first line" };
        variable = new($"--{name}-env") { Description = $"Environment variable that holds the {what}" };
    }

    /// <summary>`--passphrase-file`, `--passphrase-env`: of a key file.</summary>
    public static Secret Passphrase() => new("passphrase", "passphrase");

    /// <summary>`--pin-file`, `--pin-env`: of a token.</summary>
    public static Secret Pin() => new("PIN", "pin");

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(file);
        command.Options.Add(variable);
    }

    /// <summary>The secret as the options give it, or as somebody types it; null where nobody is there to type.</summary>
    public string? Read(ParseResult parsed) => Given(parsed) ?? Ask($"{what}: ");

    /// <summary>The same for a secret that is chosen now: typed twice.</summary>
    public string? Choose(ParseResult parsed)
    {
        if (Given(parsed) is { } given) return given;
        if (Ask($"New {what}: ") is not { } first) return null;
        return Ask("Once more: ") == first ? first : throw new UsageException($"The two {what}s differ; nothing was done.");
    }

    private string? Given(ParseResult parsed)
    {
        if (parsed.GetValue(file) is { } path)
            return Sound(System.Text.Encoding.UTF8.GetString(InputFile.Bounded(path, MostCharacters)).Split('\n')[0].TrimEnd('\r'), path);
        if (parsed.GetValue(variable) is { } name)
            return Sound(Environment.GetEnvironmentVariable(name) ?? throw new UsageException($"The environment variable {name} is not set."), name);
        return null;
    }

    private string Sound(string secret, string where) =>
        secret.Length is > 0 and <= MostCharacters ? secret : throw new UsageException($"{where}: an empty or overlong {what}");

    private static string? Ask(string prompt)
    {
        if (Console.IsInputRedirected) return null;
        Console.Error.Write(prompt);
        var typed = new System.Text.StringBuilder();
        for (ConsoleKeyInfo key; (key = Console.ReadKey(intercept: true)).Key != ConsoleKey.Enter && typed.Length < MostCharacters;)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.Length > 0 ? typed.ToString() : null;
    }
}
