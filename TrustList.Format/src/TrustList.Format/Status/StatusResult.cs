using System.Diagnostics.CodeAnalysis;
using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>The outcome of checking something about status: the checked value, or the first fault. A default instance is a failure.</summary>
/// <typeparam name="T">What a successful check yields.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "Of and Fail read best on the result type.")]
public readonly record struct StatusResult<T> where T : class
{
    private readonly T? value;
    private readonly string? detail;

    private StatusResult(T? value, StatusFault fault, string? detail) => (this.value, Fault, this.detail) = (value, fault, detail);

    /// <summary>Whether every check passed.</summary>
    public bool Ok => value is not null;

    /// <summary>The checked value. Throws <see cref="InvalidOperationException"/> where <see cref="Ok"/> is false.</summary>
    public T Value => value ?? throw new InvalidOperationException($"The check failed: {Fault}: {Detail}");

    /// <summary>Which check failed; meaningless where <see cref="Ok"/> is true.</summary>
    public StatusFault Fault { get; }

    /// <summary>Where and what, for an operator; no content of the input.</summary>
    public string Detail => detail ?? string.Empty;

    /// <summary>All checks passed.</summary>
    public static StatusResult<T> Of(T value) => new(value, default, null);

    /// <summary>A check failed.</summary>
    public static StatusResult<T> Fail(StatusFault fault, string detail) => new(null, fault, detail);

    internal static StatusResult<T> From<TRead>(StatusFault fault, Decoded<TRead> failed) =>
        Fail(fault, $"{failed.Fault}: {failed.Detail}");
}
