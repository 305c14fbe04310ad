namespace TrustList.Format.Status;

/// <summary>What was asked: the answer must be about exactly this (SPEC.md §7.6).</summary>
/// <param name="Region">The home region, six digits.</param>
/// <param name="StatusUri">The list that the licence names.</param>
/// <param name="Index">The licence's index in it.</param>
/// <param name="Nonce">Fresh random bytes, 16 to 64.</param>
public sealed record LiveStatusQuestion(string Region, string StatusUri, long Index, ReadOnlyMemory<byte> Nonce);
