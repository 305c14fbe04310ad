using System.Diagnostics.CodeAnalysis;
using TrustList.Format.Encoding;

namespace TrustList.Format.Log;

/// <summary>The outcome of checking something of the log: the checked value, or the first fault. A default instance is a failure.</summary>
/// <typeparam name="T">What a successful check yields.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "Of and Fail read best on the result type.")]
public readonly record struct LogResult<T>
{
    private readonly T? value;
    private readonly string? detail;

    private LogResult(bool ok, T? value, LogFault fault, string? detail) => (Ok, this.value, Fault, this.detail) = (ok, value, fault, detail);

    /// <summary>Whether every check passed.</summary>
    public bool Ok { get; }

    /// <summary>The checked value. Throws <see cref="InvalidOperationException"/> where <see cref="Ok"/> is false.</summary>
    public T Value => Ok ? value! : throw new InvalidOperationException($"The check failed: {Fault}: {Detail}");

    /// <summary>Which check failed; meaningless where <see cref="Ok"/> is true.</summary>
    public LogFault Fault { get; }

    /// <summary>Where and what, for an operator; no content of the input beyond printable names.</summary>
    public string Detail => detail ?? string.Empty;

    /// <summary>All checks passed.</summary>
    public static LogResult<T> Of(T value) => new(true, value, default, null);

    /// <summary>A check failed.</summary>
    public static LogResult<T> Fail(LogFault fault, string detail) => new(false, default, fault, detail);

    /// <summary>The same fault for a result of another type. Only for failures.</summary>
    public LogResult<TOther> As<TOther>() =>
        Ok ? throw new InvalidOperationException("A success cannot be recast.") : LogResult<TOther>.Fail(Fault, Detail);

    internal static LogResult<T> Malformed<TRead>(Decoded<TRead> failed) => Fail(LogFault.Malformed, $"{failed.Fault}: {failed.Detail}");
}
