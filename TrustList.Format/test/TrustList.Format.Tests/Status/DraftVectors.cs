using System.Text.Json;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustList.Format.Tests.Status;

/// <summary>The draft's own lists and tokens.</summary>
internal static class DraftVectors
{
    public const string Path = "tsl/draft-vectors.json";

    private static readonly Lazy<JsonDocument> File = new(() => JsonDocument.Parse(System.IO.File.ReadAllBytes(RepositoryPaths.Vector(Path))));

    /// <summary>The public half of the example key of the draft, whose id is "12".</summary>
    public static PublicKey Key { get; } = PublicKey.FromEcPoint(
        System.Buffers.Text.Base64Url.DecodeFromChars("I3HWm_0Ds1dPMI-IWmf4mBmH-YaeAVbPVu7vB27CxXo"),
        System.Buffers.Text.Base64Url.DecodeFromChars("6N_d5Elj9bs1htgV3okJKIdbHEpkgTmAluYKJemzn1M")).Value;

    public static IEnumerable<JsonElement> Lists => File.Value.RootElement.GetProperty("lists").EnumerateArray();

    public static string Jwt => Token("status_list_jwt");

    public static byte[] Cwt => Convert.FromHexString(Token("status_list_cwt_hex"));

    public static byte[] ReferencedToken => Convert.FromHexString(Token("referenced_token_cwt_hex"));

    private static string Token(string name) => File.Value.RootElement.GetProperty("tokens").GetProperty(name).GetString()!;
}
