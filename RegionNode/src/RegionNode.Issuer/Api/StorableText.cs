using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Federation.Hosting.Problems;

namespace RegionNode.Issuer.Api;

/// <summary>
/// The one rule for any text of a request: whole Unicode without U+0000, which one of the two databases cannot hold. Bodies are
/// judged where JSON becomes objects, queries before the endpoint; both are Malformed (400), whichever database is behind. Bytes
/// that are no UTF-8 and halves of surrogate pairs the JSON reader refuses by itself, and a path with U+0000 the server.
/// </summary>
internal static class StorableText
{
    private const char Never = '\0';

    /// <summary>Adds the judgement to a type that JSON is read into.</summary>
    internal static void Guard(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        Func<object, object?>[] texts =
            [.. type.Properties.Where(property => property.PropertyType == typeof(string) || property.PropertyType.IsAssignableTo(typeof(IEnumerable<string>)))
                .Select(property => property.Get).OfType<Func<object, object?>>()];
        if (texts.Length > 0)
            type.OnDeserialized += read => Judge(texts.Select(get => get(read)));
    }

    /// <summary>Goes behind routing and before the endpoint.</summary>
    internal static Task GuardQueryAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Query.All(item => IsStorable(item.Key) && item.Value.All(IsStorable)) ? next(context) : CommonProblems.Malformed.Result().ExecuteAsync(context);

    private static bool IsStorable(string? text) => text?.Contains(Never) != true;

    private static void Judge(IEnumerable<object?> texts)
    {
        if (!texts.All(text => text is IEnumerable<string?> many ? many.All(IsStorable) : IsStorable(text as string)))
            throw new JsonException("U+0000 in a text");
    }
}
