using TrustList.Format.Credentials;

namespace TrustList.Format.Tests.Credentials;

public sealed class SessionTranscriptTests
{
    [Fact]
    public void Writes_the_handover_of_the_published_example() => Assert.Equal(
        "83f6f682714f70656e494434565048616e646f7665725820048bc053c00442af9b8eed494cefdd9d95240d254b046b11b68013722aad38ac",
        Convert.ToHexStringLower(SessionTranscripts.OpenId4VpHandover(
            "x509_san_dns:example.com", "exc7gBkxjx1rdc9udRrveKvSsJIq80avlXeLHhGwqtA", "https://example.com/response",
            Convert.FromHexString("4283ec927ae0f208daaa2d026a814f2b22dca52cf85ffa8f3f8626c6bd669047"))));
}
