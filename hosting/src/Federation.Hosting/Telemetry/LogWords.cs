using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Federation.Hosting.Telemetry;

/// <summary>
/// What of a log line leaves the machine: the sentence as it stands in the code, of an exception the type, and of the values those of a
/// closed list of names whose values are numbers or words. A line of the console names parties, desks and addresses; this one does not.
/// Of lines that are not the project's own only level, category and event leave.
/// </summary>
internal sealed partial class LogWords : BaseProcessor<LogRecord>
{
    private const string Sentence = "{OriginalFormat}";

    /// <summary>None of these is about a person, a licence, a device, a party or a desk.</summary>
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "Code", "Cosigned", "Degraded", "Epoch", "Fault", "Held", "Issuer", "Live", "LogIndex", "Method", "Ms", "Outcome", "Purpose", "Reason", "Recorded",
        "Region", "Role", "Root", "Route", "Seq", "Size", "State", "Status", "Targets", "Timestamp", "Type", "Version", "What", "Word",
    ], StringComparer.Ordinal);

    private static readonly string[] Own = ["Federation", "TrustHub", "RegionNode", "TrustList"];

    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        var own = Own.Any(name => data.CategoryName?.StartsWith(name, StringComparison.Ordinal) is true);
        var said = data.Attributes ?? [];
        data.Body = own && said.FirstOrDefault(value => value.Key == Sentence).Value is string sentence ? sentence : Event(data.EventId);
        data.FormattedMessage = null;
        List<KeyValuePair<string, object?>> kept = own ? [.. said.Where(value => Names.Contains(value.Key) && IsWord(value.Value)).Select(value => new KeyValuePair<string, object?>(value.Key, Plain(value.Value)))] : [];
        if (data.Exception is { } exception) kept.Add(new("exception.type", exception.GetType().Name));
        data.Attributes = kept;
        data.Exception = null; // Its message and its stack may quote what was asked.
    }

    private static string Event(EventId id) => id.Name ?? $"event {id.Id}";

    private static object? Plain(object? value) => value is Enum word ? word.ToString() : value;

    private static bool IsWord(object? value) => value switch
    {
        bool or int or long or double or Enum => true,
        string text => Word.IsMatch(text),
        _ => false,
    };

    /// <summary>A word or several with commas between, a gRPC method, a role's name with its region, a region.</summary>
    [GeneratedRegex(@"^([A-Za-z][A-Za-z.+`,-]{0,63}|(region|node)-[0-9]{6}|[0-9]{6}|/[A-Za-z.]{1,60}/[A-Za-z]{1,40}|-)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Word { get; }
}
