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
        foreach (var c in line.ToString())
        {
            if (!char.IsControl(c) && c is not ('\u2028' or '\u2029'))
                textWriter.Write(c);
            else if (c is '\n')
                textWriter.Write(" / ");
            else if (c is not '\r')
                textWriter.Write($"\\u{(int)c:x4}");
        }
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
