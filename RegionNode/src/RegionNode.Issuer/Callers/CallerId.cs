using System.Collections.Immutable;

namespace RegionNode.Issuer.Callers;

/// <summary>Who calls, as the gate has proved it.</summary>
/// <param name="System">The machine: a token's issuer, or <c>system:</c> and the first 16 digits of the pin.</param>
/// <param name="Subject">The person, by a token; null: the system itself.</param>
/// <param name="Roles">What it may do among the province's endpoints; empty for others than the province.</param>
internal sealed record CallerId(string System, string? Subject, ImmutableHashSet<Role> Roles)
{
    internal static readonly ImmutableHashSet<Role> AllRoles = [.. Enum.GetValues<Role>()];
    private const int ShownDigits = 16;

    /// <summary>For the books: the system, or <c>system/person</c>.</summary>
    internal string Who => Subject is null ? System : $"{System}/{Subject}";

    /// <summary>Who holds a TLS key and nothing else.</summary>
    internal static CallerId OfPin(string pin, ImmutableHashSet<Role> roles) => new($"system:{pin[..ShownDigits]}", null, roles);

    /// <summary>Whom a token that was checked speaks for.</summary>
    internal static CallerId OfToken(CallerToken token) => new(token.System, token.Subject, token.Roles);
}

/// <summary>The caller of a request.</summary>
internal static class CallerIdExtensions
{
    /// <summary>Who calls. Behind the gate only.</summary>
    internal static CallerId CallerId(this HttpContext context) =>
        context.Features.Get<CallerId>() ?? throw new InvalidOperationException("The caller's gate comes first.");

    /// <summary>Notes who calls.</summary>
    internal static void SetCallerId(this HttpContext context, CallerId caller) => context.Features.Set(caller);
}
