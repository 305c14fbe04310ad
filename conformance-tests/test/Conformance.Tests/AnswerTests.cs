using Conformance.Adapters;

namespace Conformance.Tests;

/// <summary>One line of an adapter as an answer to the question of this number.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData("""{"id":7,"verdict":"accept"}""", null)]
    [InlineData("""{"id":7,"verdict":"reject","reason":null,"more":[1,"2",{}]}""", null)]
    [InlineData("""{"id":8,"verdict":"accept"}""", "the answer's id is not 7")]
    [InlineData("""{"id":"7","verdict":"accept"}""", "the answer's id is not 7")]
    [InlineData("""{"id":7.5,"verdict":"accept"}""", "the answer's id is not 7")]
    [InlineData("""{"verdict":"accept"}""", "the answer's id is not 7")]
    [InlineData("""{"id":7,"verdict":"yes"}""", "the answer has no verdict")]
    [InlineData("""{"id":7}""", "the answer has no verdict")]
    [InlineData("[]", "the answer is no JSON object")]
    [InlineData("", "the answer is no JSON")]
    [InlineData("""{"id":7,"id":7,"verdict":"accept"}""", "the answer is no JSON")]
    [InlineData("""{"id":7,"verdict":"accept","name":"\ud800"}""", "the answer holds half of a surrogate pair")]
    [InlineData("""{"id":7,"verdict":"accept","evidence":{"list":["\udc00"]}}""", "the answer holds half of a surrogate pair")]
    public void Tells_an_answer_from_what_is_none(string line, string? fault)
    {
        var (answer, said) = Answer.Read(line, 7);
        Assert.Equal(fault is null, answer is not null);
        Assert.StartsWith(fault ?? string.Empty, said, StringComparison.Ordinal);
    }
}
