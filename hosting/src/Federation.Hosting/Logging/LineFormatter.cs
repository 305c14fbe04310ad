using System.Buffers;
using System.Globalization;
using System.Text;
using Federation.Hosting.Clock;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Federation.Hosting.Logging;

/// <summary>
/// One event, one line: <c>2026-01-02T03:04:05.678Z warn Federation.Refusal#1 text</c>. The instant is the host's
/// clock's; a simulated one is marked <c>(simulated)</c>. Control characters, which a caller could use to
/// forge lines or drive a terminal, are written as <c>\u001b</c>. Of an exception the type and message follow, and
/// its stack, on the same line.
/// </summary>
public sealed class LineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name under which the console finds it.</summary>
    public const string FormatterName = "line";

    private static readonly SearchValues<char> Control =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue).Select(c => (char)c).Where(c => char.IsControl(c) || c is '\u2028' or '\u2029')]);

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new StringBuilder();
        line.Append(clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        line.Append(clock.IsSimulated() ? "(simulated) " : " ");
        line.Append(Level(logEntry.LogLevel)).Append(' ').Append(logEntry.Category).Append('#').Append(logEntry.EventId.Id).Append(' ');
        line.Append(logEntry.Formatter(logEntry.State, null));
        if (logEntry.Exception is { } exception)
            line.Append(" | ").Append(exception);
        var rest = line.ToString().AsSpan();
        for (int at; (at = rest.IndexOfAny(Control)) >= 0; rest = rest[(at + 1)..])
        {
            textWriter.Write(rest[..at]);
            if (rest[at] is '\n')
                textWriter.Write(" / ");
            else if (rest[at] is not '\r')
                textWriter.Write($"\\u{(int)rest[at]:x4}");
        }
        textWriter.Write(rest);
        textWriter.Write('\n');
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
