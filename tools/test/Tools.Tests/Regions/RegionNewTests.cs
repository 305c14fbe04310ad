using Federation.Ceremonies;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace Tools.Tests.Regions;

public sealed class RegionNewTests
{
    [Theory]
    [InlineData(new string[0], SignatureAlgorithm.ES256, 3)]
    [InlineData(new[] { "--alg", "es256" }, SignatureAlgorithm.ES256, 3)]
    [InlineData(new[] { "--alg", "sm2" }, SignatureAlgorithm.SM2, 6)]
    public async Task Makes_the_root_with_the_algorithm_asked_for(string[] asked, SignatureAlgorithm algorithm, int operatorKeys)
    {
        using var folder = new TemporaryFolder();
        var answer = await TrustctlProcess.Run(["region", "new", "--dir", folder.File("chengdu"), "--code", "510100", "--name", "Chengdu", "--iso3166", "CN-SC", .. asked]);
        Assert.True(answer.Code == 0, answer.Errors);
        var province = ProvinceFolder.Open(folder.File("chengdu"));
        Assert.Contains(province.IacaThumbprint, answer.Output, StringComparison.Ordinal);
        Assert.Equal(algorithm, DocumentCertificates.KeyOf(province.Iaca.ToArray()).Value.Algorithm);
        Assert.Equal(operatorKeys, province.Operators.Keys.Length);
    }

    [Fact]
    public async Task Rejects_an_algorithm_off_the_list_and_makes_nothing()
    {
        using var folder = new TemporaryFolder();
        var answer = await TrustctlProcess.Run("region", "new", "--dir", folder.File("chengdu"), "--code", "510100", "--name", "Chengdu", "--iso3166", "CN-SC", "--alg", "ed25519");
        Assert.Equal(64, answer.Code);
        Assert.False(Directory.Exists(folder.File("chengdu")));
    }
}
