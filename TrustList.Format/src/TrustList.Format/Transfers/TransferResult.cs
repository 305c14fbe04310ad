using System.Diagnostics.CodeAnalysis;
using TrustList.Format.Encoding;

namespace TrustList.Format.Transfers;

/// <summary>The outcome of checking something of a transfer: the checked value, or the first fault. A default instance is a failure.</summary>
/// <typeparam name="T">What a successful check yields.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "Of and Fail read best on the result type.")]
public readonly record struct TransferResult<T> where T : class
{
    private readonly T? value;
    private readonly string? detail;

    private TransferResult(T? value, TransferFault fault, string? detail) => (this.value, Fault, this.detail) = (value, fault, detail);

    /// <summary>Whether every check passed.</summary>
    public bool Ok => value is not null;

    /// <summary>The checked value. Throws <see cref="InvalidOperationException"/> where <see cref="Ok"/> is false.</summary>
    public T Value => value ?? throw new InvalidOperationException($"The check failed: {Fault}: {Detail}");

    /// <summary>Which check failed; meaningless where <see cref="Ok"/> is true.</summary>
    public TransferFault Fault { get; }

    /// <summary>Where and what, for an operator; no content of the input.</summary>
    public string Detail => detail ?? string.Empty;

    /// <summary>All checks passed.</summary>
    public static TransferResult<T> Of(T value) => new(value, default, null);

    /// <summary>A check failed.</summary>
    public static TransferResult<T> Fail(TransferFault fault, string detail) => new(null, fault, detail);

    internal static TransferResult<T> Malformed<TRead>(Decoded<TRead> failed) => Fail(TransferFault.Malformed, $"{failed.Fault}: {failed.Detail}");

    internal TransferResult<TOther> As<TOther>() where TOther : class => TransferResult<TOther>.Fail(Fault, Detail);
}
