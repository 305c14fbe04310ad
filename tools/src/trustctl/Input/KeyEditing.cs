using System.CommandLine;
using Federation.Ceremonies.Changes;

namespace Trustctl;

/// <summary>The options that change who signs one role.</summary>
internal sealed class KeyEditing
{
    private readonly Option<string[]> replace;
    private readonly Option<string[]> add;
    private readonly Option<string[]> remove;
    private readonly Option<int?> threshold;

    /// <param name="prefix">Empty for the root operators, <c>targets-</c> for the targets operators.</param>
    /// <param name="who">Who they are.</param>
    public KeyEditing(string prefix, string who)
    {
        replace = new($"--replace-{prefix}operator") { Description = $"OLD=NEW: one of {who} for another; OLD is a key id, NEW a public key file (PEM)" };
        add = new($"--add-{prefix}operator") { Description = $"Public key file of one more of {who}" };
        remove = new($"--remove-{prefix}operator") { Description = $"Key id, or public key file, of one of {who} who leaves" };
        threshold = new($"--{(prefix.Length == 0 ? "root-" : prefix)}threshold") { Description = $"How many of {who} must sign" };
    }

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { replace, add, remove, threshold }) command.Options.Add(option);
    }

    /// <summary>The change as the options give it.</summary>
    public KeyEdit Read(ParseResult parsed) => new(
        [.. (parsed.GetValue(replace) ?? []).Select(Pair)],
        [.. (parsed.GetValue(add) ?? []).Select(Keys.Public)],
        [.. (parsed.GetValue(remove) ?? []).Select(Named)],
        parsed.GetValue(threshold));

    private static (string Old, TrustList.Format.Signing.PublicKey New) Pair(string text) =>
        text.Split('=') is [var old, var next] && old.Length > 0 && next.Length > 0 ? (Named(old), Keys.Public(next)) : throw new UsageException($"{text}: want OLD=NEW");

    private static string Named(string text) => File.Exists(text) ? Keys.Public(text).ToPem() : text;
}
