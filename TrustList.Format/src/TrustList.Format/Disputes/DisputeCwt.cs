using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Status;

namespace TrustList.Format.Disputes;

/// <summary>The claims sets of a dispute and of its answer (SPEC.md §15.5, §15.6).</summary>
internal static class DisputeCwt
{
    private const int Issuer = 1, Subject = 2, Audience = 3, IssuedAt = 6, Id = 7;
    private const int Index = -65_538, Value = -65_539;
    private const int SeenAsOf = -65_573, Fault = -65_574, Reporter = -65_575, Attachments = -65_576, Dispute = -65_577, Finding = -65_578;
    private const int RegionDigits = 6;
    private const int HashBytes = 32;
    private const string OtherForm = "not in the one form";

    public static byte[] Write(DisputeClaims claims) => Map(writer =>
    {
        Text(writer, Issuer, claims.Reporting);
        Text(writer, Subject, claims.StatusUri);
        Text(writer, Audience, claims.Home);
        Integer(writer, IssuedAt, NumericDate.Of(claims.At));
        Bytes(writer, Id, claims.Id);
        Integer(writer, Index, claims.Index);
        Integer(writer, Value, (byte)claims.Seen);
        Integer(writer, SeenAsOf, NumericDate.Of(claims.SeenAsOf));
        Integer(writer, Fault, (int)claims.Fault);
        Integer(writer, Reporter, (int)claims.Reporter);
        if (claims.Attachments is { } attachments)
            Bytes(writer, Attachments, attachments);
    });

    public static StatusResult<DisputeClaims> ReadClaims(ReadOnlyMemory<byte> payload)
    {
        var map = CborClaims.Parse(payload);
        if (!map.Ok)
            return StatusResult<DisputeClaims>.From(StatusFault.Malformed, map);
        var claims = map.Value;
        var read = new DisputeClaims
        {
            Reporting = claims.Text(Issuer, RegionDigits),
            StatusUri = claims.Text(Subject, StatusListClaims.UriCharacters),
            Home = claims.Text(Audience, RegionDigits),
            At = claims.Instant(IssuedAt),
            Id = claims.Bytes(Id, DisputeClaims.IdBytes, DisputeClaims.IdBytes),
            Index = claims.Integer(Index, 0, Limits.StatusListEntries - 1),
            Seen = (StatusValue)claims.Integer(Value, 0, byte.MaxValue),
            SeenAsOf = claims.Instant(SeenAsOf),
            Fault = (DisputedFault)claims.Integer(Fault, 1, byte.MaxValue),
            Reporter = (DisputeReporter)claims.Integer(Reporter, 1, byte.MaxValue),
            Attachments = claims.Has(Attachments) ? claims.Bytes(Attachments, HashBytes, HashBytes) : (ReadOnlyMemory<byte>?)null, // A bare null would convert to empty bytes.
        };
        return (claims.Fault ?? read.Broken() ?? (Write(read).AsSpan().SequenceEqual(payload.Span) ? null : OtherForm)) is { } fault
            ? StatusResult<DisputeClaims>.Fail(StatusFault.Malformed, fault)
            : StatusResult<DisputeClaims>.Of(read);
    }

    public static byte[] Write(DisputeAnswerClaims claims) => Map(writer =>
    {
        Text(writer, Issuer, claims.Home);
        Text(writer, Audience, claims.Reporting);
        Integer(writer, IssuedAt, NumericDate.Of(claims.At));
        Bytes(writer, Dispute, claims.DisputeHash);
        Integer(writer, Finding, (int)claims.Finding);
        if (claims.Value is { } value)
            Integer(writer, Value, (byte)value);
    });

    public static StatusResult<DisputeAnswerClaims> ReadAnswer(ReadOnlyMemory<byte> payload)
    {
        var map = CborClaims.Parse(payload);
        if (!map.Ok)
            return StatusResult<DisputeAnswerClaims>.From(StatusFault.Malformed, map);
        var claims = map.Value;
        var read = new DisputeAnswerClaims(
            claims.Text(Issuer, RegionDigits), claims.Text(Audience, RegionDigits), claims.Instant(IssuedAt),
            claims.Bytes(Dispute, HashBytes, HashBytes), (DisputeFinding)claims.Integer(Finding, 1, byte.MaxValue),
            (StatusValue?)claims.OptionalInteger(Value, 0, byte.MaxValue));
        return (claims.Fault ?? read.Broken() ?? (Write(read).AsSpan().SequenceEqual(payload.Span) ? null : OtherForm)) is { } fault
            ? StatusResult<DisputeAnswerClaims>.Fail(StatusFault.Malformed, fault)
            : StatusResult<DisputeAnswerClaims>.Of(read);
    }

    private static byte[] Map(Action<CborWriter> members)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: true);
        writer.WriteStartMap(null);
        members(writer);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void Text(CborWriter writer, int label, string text)
    {
        writer.WriteInt32(label);
        writer.WriteTextString(text);
    }

    private static void Integer(CborWriter writer, int label, long number)
    {
        writer.WriteInt32(label);
        writer.WriteInt64(number);
    }

    private static void Bytes(CborWriter writer, int label, ReadOnlyMemory<byte> bytes)
    {
        writer.WriteInt32(label);
        writer.WriteByteString(bytes.Span);
    }
}
