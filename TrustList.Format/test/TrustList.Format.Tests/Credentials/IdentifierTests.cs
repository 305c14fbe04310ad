using TrustList.Format.Credentials;

namespace TrustList.Format.Tests.Credentials;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9")]
    public void Accepts_published_samples_of_the_electronic_identifier(string sample) => Assert.True(ElectronicIdentifier.IsValid(sample));

    [Theory]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.V")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000404.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.2023000040300.1.U")]
    [InlineData("1.2.156.3005.2..11100000000013338W01111430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.3.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338w011.11430000006122244L.20230000403.001.U")]
    [InlineData("")]
    [InlineData(null)]
    public void Rejects_an_electronic_identifier_with_a_slip(string? text) => Assert.False(ElectronicIdentifier.IsValid(text));

    [Fact]
    public void Builds_the_published_sample() => Assert.Equal(
        "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
        ElectronicIdentifier.Build("11100000MB03271699022", "340100", "000000016", "001"));

    [Fact]
    public void Finds_every_single_slip_in_a_citizen_number()
    {
        var good = CitizenNumber.Complete("31010119900101999");
        Assert.True(CitizenNumber.IsValid(good));
        for (var at = 0; at < 17; at++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit == good[at])
                    continue;
                var bent = good.ToCharArray();
                bent[at] = digit;
                Assert.False(CitizenNumber.IsValid(new string(bent)), $"{at} {digit}");
            }
        }
    }

    [Theory]
    [InlineData("310101199002309")]
    [InlineData("31010119900230999X")]
    [InlineData("3101011990010199９X")]
    [InlineData(null)]
    public void Rejects_a_citizen_number_of_another_form(string? text) => Assert.False(CitizenNumber.IsValid(text));

    [Theory]
    [InlineData("310000999999", true)]
    [InlineData("31000099999", false)]
    [InlineData("910000999999", false)]
    [InlineData("31000099999A", false)]
    public void Knows_the_form_of_a_file_number(string text, bool valid) => Assert.Equal(valid, FileNumber.IsValid(text));
}
