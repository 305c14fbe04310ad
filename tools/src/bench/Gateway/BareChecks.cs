using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Federation.Bench.Gateway;

/// <summary>The least that a verifying endpoint can do: read the body, check, answer.</summary>
internal static class BareChecks
{
    private const int Most = 1 << 20;

    /// <summary>An endpoint that answers that many bytes.</summary>
    internal static RequestDelegate Of(string answerBytes, Func<bool> check)
    {
        var answer = Spaces(answerBytes);
        return async context =>
        {
            await ReadAsync(context);
            await AnswerAsync(context, answer, check());
        };
    }

    /// <summary>That many bytes.</summary>
    internal static byte[] Spaces(string number)
    {
        var answer = new byte[int.Parse(number, CultureInfo.InvariantCulture)];
        Array.Fill(answer, (byte)' ');
        return answer;
    }

    /// <summary>Reads the whole body.</summary>
    internal static async Task ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, Most));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
    }

    /// <summary>Answers as the gateway does.</summary>
    internal static async Task AnswerAsync(HttpContext context, byte[] answer, bool ok)
    {
        context.Response.StatusCode = ok ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
