using TrustList.Format.Encoding;
using TrustList.Format.Status;

namespace Fuzz.Tests.Targets;

/// <summary>Every parser of bytes that come from outside.</summary>
internal static class AllTargets
{
    internal static IReadOnlyList<FuzzTarget> List { get; } =
        [.. EncodingTargets.All(), .. DocumentTargets.All(), .. LogTargets.All(), .. StatusTargets.All(), .. CredentialTargets.All(), .. SignedTargets.All(), .. ProvinceTargets.All(), .. MessageTargets.All(), .. VectorTargets.All()];

    /// <summary>A reader of the library, and how to write again what it read.</summary>
    internal static Observed Of<T>(Decoded<T> read, Func<T, byte[]?>? write = null) where T : class =>
        read.Ok ? new("Ok", write?.Invoke(read.Value)) : new($"{read.Fault}");

    /// <summary>The same for status, with what it says where that is signed.</summary>
    internal static Observed Of<T>(StatusResult<T> read, Func<T, byte[]?>? write = null, Func<T, string>? content = null) where T : class =>
        read.Ok ? new("Ok", write?.Invoke(read.Value), content?.Invoke(read.Value)) : new($"{read.Fault}");

    /// <summary>Bytes as text: what is no UTF-8 becomes other characters, never the same text.</summary>
    internal static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    internal static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>A text's own bytes, where it is the one that was given; else none, for it was other bytes.</summary>
    internal static byte[]? Same(byte[] input, string text) => Bytes(text) is var again && Text(input) == text && again.AsSpan().SequenceEqual(input) ? again : null;
}
