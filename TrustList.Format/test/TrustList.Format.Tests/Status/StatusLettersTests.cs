using TrustList.Format.Status;

namespace TrustList.Format.Tests.Status;

public sealed class StatusLettersTests
{
    [Theory]
    [InlineData("AHINPT", StatusValue.Valid)]
    [InlineData("BMS", StatusValue.Restricted)]
    [InlineData("DJKLU", StatusValue.Suspended)]
    [InlineData("C", StatusValue.Transferred)]
    [InlineData("EFGR", StatusValue.Invalid)]
    public void Reads_each_letter_as_the_table_says(string letters, StatusValue value)
    {
        foreach (var letter in letters)
            Assert.Equal(value, StatusLetters.Of(letter));
    }

    [Fact]
    public void Rejects_every_character_that_is_not_in_the_table()
    {
        for (var letter = char.MinValue; letter < char.MaxValue; letter++)
        {
            if (!"AHINPTBMSDJKLUC".Contains(letter, StringComparison.Ordinal))
                Assert.Equal(StatusValue.Invalid, StatusLetters.Of(letter));
        }
    }

    [Theory]
    [InlineData("A", StatusValue.Valid)]
    [InlineData("NPT", StatusValue.Valid)]
    [InlineData("AB", StatusValue.Restricted)]
    [InlineData("BDJ", StatusValue.Suspended)]
    [InlineData("JDB", StatusValue.Suspended)]
    [InlineData("CB", StatusValue.Transferred)]
    [InlineData("CK", StatusValue.Suspended)]
    [InlineData("ABCDE", StatusValue.Invalid)]
    [InlineData("AZ", StatusValue.Invalid)]
    [InlineData("a", StatusValue.Invalid)]
    [InlineData("A B", StatusValue.Invalid)]
    [InlineData("", StatusValue.Invalid)]
    [InlineData(null, StatusValue.Invalid)]
    public void Lets_the_worst_letter_decide(string? letters, StatusValue value) => Assert.Equal(value, StatusLetters.Worst(letters!));

    [Fact]
    public void Counts_every_reserved_entry_as_invalid()
    {
        byte[] known = [0x0, 0x1, 0x2, 0x3, 0xC, 0xD];
        for (var entry = 0; entry < 256; entry++)
            Assert.Equal(known.Contains((byte)entry) ? (StatusValue)entry : StatusValue.Invalid, StatusValues.FromEntry((byte)entry));
    }

    [Fact]
    public void Orders_all_values_by_a_severity_of_their_own() =>
        Assert.Equal(6, Enum.GetValues<StatusValue>().Select(value => value.Severity()).Distinct().Count());
}
