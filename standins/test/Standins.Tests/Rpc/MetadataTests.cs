using Grpc.Core;

namespace Standins.Tests.Rpc;

/// <summary>The rules of headers and trailers that the stand-in keeps by itself.</summary>
public sealed class MetadataTests
{
    [Fact]
    public void Finds_the_last_entry_of_a_key_without_regard_to_case()
    {
        var metadata = new Metadata { { "Key", "first" }, { "other", "x" }, { "kEY", "last" } };

        Assert.Equal("last", metadata.GetValue("KEY"));
        Assert.Equal(["first", "last"], metadata.GetAll("key").Select(entry => entry.Value));
        Assert.Equal(["key", "other", "key"], metadata.Select(entry => entry.Key));
        Assert.Null(metadata.Get("absent"));
    }

    [Fact]
    public void Keeps_its_bytes_from_later_changes()
    {
        byte[] given = [1, 2, 3];
        var entry = new Metadata.Entry("key-bin", given);
        given[0] = 9;
        entry.ValueBytes[1] = 9;

        Assert.Equal([1, 2, 3], entry.ValueBytes);
    }

    [Fact]
    public void Rejects_bytes_under_a_text_key() =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("key", [1]));

    [Fact]
    public void Rejects_a_text_under_a_binary_key() =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("key-bin", "text"));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData(":path")]
    public void Rejects_a_key_that_is_no_header_name(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Fact]
    public void Rejects_a_change_of_the_empty_metadata() =>
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("key", "value"));
}
