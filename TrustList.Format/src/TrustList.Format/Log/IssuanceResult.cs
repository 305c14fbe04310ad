using System.Diagnostics.CodeAnalysis;
using TrustList.Format.Encoding;

namespace TrustList.Format.Log;

/// <summary>The outcome of checking an issuance proof or a logged batch: the checked value, or the first fault. A default instance is a failure.</summary>
/// <typeparam name="T">What a successful check yields.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "Of and Fail read best on the result type.")]
public readonly record struct IssuanceResult<T> where T : class
{
    private readonly T? value;
    private readonly string? detail;

    private IssuanceResult(T? value, IssuanceFault fault, string? detail) => (this.value, Fault, this.detail) = (value, fault, detail);

    /// <summary>Whether every check passed.</summary>
    public bool Ok => value is not null;

    /// <summary>The checked value. Throws <see cref="InvalidOperationException"/> where <see cref="Ok"/> is false.</summary>
    public T Value => value ?? throw new InvalidOperationException($"The check failed: {Fault}: {Detail}");

    /// <summary>Which check failed; meaningless where <see cref="Ok"/> is true.</summary>
    public IssuanceFault Fault { get; }

    /// <summary>Where and what, for an operator; no content of the input.</summary>
    public string Detail => detail ?? string.Empty;

    /// <summary>All checks passed.</summary>
    public static IssuanceResult<T> Of(T value) => new(value, default, null);

    /// <summary>A check failed.</summary>
    public static IssuanceResult<T> Fail(IssuanceFault fault, string detail) => new(null, fault, detail);

    internal static IssuanceResult<T> Malformed<TRead>(Decoded<TRead> failed) => Fail(IssuanceFault.Malformed, $"{failed.Fault}: {failed.Detail}");

    internal IssuanceResult<TOther> As<TOther>() where TOther : class => IssuanceResult<TOther>.Fail(Fault, Detail);
}
