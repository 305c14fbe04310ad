using System.Diagnostics.CodeAnalysis;

namespace TrustList.Format.Encoding;

/// <summary>
/// The outcome of reading untrusted bytes: a value, or the first fault. Readers return it and never throw.
/// A default instance is a failure.
/// </summary>
/// <typeparam name="T">What a successful reading yields.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "Of and Fail read best on the result type.")]
public readonly record struct Decoded<T>
{
    private readonly T? value;
    private readonly string? detail;

    private Decoded(bool ok, T? value, DecodeFault fault, string? detail)
        => (Ok, this.value, Fault, this.detail) = (ok, value, fault, detail);

    /// <summary>Whether a value was read.</summary>
    public bool Ok { get; }

    /// <summary>The value. Throws <see cref="InvalidOperationException"/> where <see cref="Ok"/> is false.</summary>
    public T Value => Ok ? value! : throw new InvalidOperationException($"Nothing was decoded: {Fault}: {Detail}");

    /// <summary>Why nothing was read; meaningless where <see cref="Ok"/> is true.</summary>
    public DecodeFault Fault { get; }

    /// <summary>Where and what, for an operator. Never contains the content of the input beyond member names.</summary>
    public string Detail => detail ?? string.Empty;

    /// <summary>A successful reading.</summary>
    public static Decoded<T> Of(T value) => new(true, value, default, null);

    /// <summary>A failed reading.</summary>
    public static Decoded<T> Fail(DecodeFault fault, string detail) => new(false, default, fault, detail);

    /// <summary>Goes on with the value, or passes the fault on.</summary>
    public Decoded<TNext> Then<TNext>(Func<T, Decoded<TNext>> next) => Ok ? next(value!) : As<TNext>();

    /// <summary>The same fault for a result of another type. Only for failures.</summary>
    public Decoded<TOther> As<TOther>()
        => Ok ? throw new InvalidOperationException("A success cannot be recast.") : Decoded<TOther>.Fail(Fault, Detail);
}
