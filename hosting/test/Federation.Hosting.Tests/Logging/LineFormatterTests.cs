using Federation.Hosting.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Federation.Hosting.Tests.Logging;

public sealed class LineFormatterTests
{
    [Fact]
    public void Writes_one_line_an_event_also_with_an_exception()
    {
        var line = Write("text", new InvalidOperationException("one\ntwo"));
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warn Test#7 text \| System\.InvalidOperationException: one / two", line);
    }

    [Theory]
    [InlineData("a\r\n2020-01-01T00:00:00.000Z crit forged")]
    [InlineData("a\u001b[2Jb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u0085b")]
    public void Rejects_control_characters_that_would_forge_a_line_or_drive_a_terminal(string text)
    {
        var line = Write(text, null);
        Assert.DoesNotContain(line[..^1], c => char.IsControl(c) || c is '\u2028');
    }

    private static string Write(string text, Exception? exception)
    {
        using var writer = new StringWriter();
        new LineFormatter(TimeProvider.System).Write(
            new LogEntry<string>(LogLevel.Warning, "Test", 7, text, exception, (state, _) => state), null, writer);
        return writer.ToString();
    }
}
