using System.Formats.Cbor;
using System.Globalization;

namespace TrustList.Format.Status;

/// <summary>The claims set of a live assertion (SPEC.md §7.6): registered labels where there are any, else private ones.</summary>
internal static class LiveStatusCwt
{
    private const int Issuer = 1, Subject = 2, Expires = 4, IssuedAt = 6, Nonce = 10;
    private const int Index = -65_538, Value = -65_539, Letters = -65_540, LettersVersion = -65_541, Points = -65_542, PointsClear = -65_543, MovedTo = -65_579;
    private const string Day = "yyyy-MM-dd";

    public static byte[] Write(LiveStatusClaims claims)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: true);
        writer.WriteStartMap(null);
        Text(writer, Issuer, claims.Region);
        Text(writer, Subject, claims.StatusUri);
        Integer(writer, Expires, NumericDate.Of(claims.Expires));
        Integer(writer, IssuedAt, NumericDate.Of(claims.IssuedAt));
        writer.WriteInt32(Nonce);
        writer.WriteByteString(claims.Nonce.Span);
        Integer(writer, Index, claims.Index);
        Integer(writer, Value, (byte)claims.Value);
        if (claims.Letters.Length > 0)
            Text(writer, Letters, claims.Letters);
        Text(writer, LettersVersion, claims.LettersVersion);
        if (claims.Points is { } points)
            Integer(writer, Points, points);
        if (claims.PointsClear is { } day)
            Text(writer, PointsClear, day.ToString(Day, CultureInfo.InvariantCulture));
        if (claims.MovedTo is { } region)
            Text(writer, MovedTo, region);
        writer.WriteEndMap();
        return writer.Encode();
    }

    public static StatusResult<LiveStatusClaims> Read(ReadOnlyMemory<byte> payload)
    {
        var map = CborClaims.Parse(payload);
        if (!map.Ok)
            return StatusResult<LiveStatusClaims>.From(StatusFault.Malformed, map);
        var claims = map.Value;
        var day = claims.OptionalText(PointsClear, Day.Length);
        var read = new LiveStatusClaims
        {
            Region = claims.Text(Issuer, LiveStatusRules.RegionDigits),
            StatusUri = claims.Text(Subject, StatusListClaims.UriCharacters),
            Expires = claims.Instant(Expires),
            IssuedAt = claims.Instant(IssuedAt),
            Nonce = claims.Bytes(Nonce, LiveStatusRules.MinNonce, LiveStatusRules.MaxNonce),
            Index = claims.Integer(Index, 0, LiveStatusRules.MaxIndex),
            Value = StatusValues.FromEntry((byte)claims.Integer(Value, 0, byte.MaxValue)),
            Letters = claims.OptionalText(Letters, StatusLetters.MaxLetters) ?? "",
            LettersVersion = claims.Text(LettersVersion, LiveStatusRules.LettersVersionCharacters),
            Points = (int?)claims.OptionalInteger(Points, 0, LiveStatusClaims.MaxPoints),
            PointsClear = DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
            MovedTo = claims.OptionalText(MovedTo, LiveStatusRules.RegionDigits),
        };
        if ((claims.Fault ?? (day is not null && read.PointsClear is null ? "points are cleared on no day" : null)) is { } fault)
            return StatusResult<LiveStatusClaims>.Fail(StatusFault.Malformed, fault);
        return LiveStatusRules.Broken(read) is { } broken
            ? StatusResult<LiveStatusClaims>.Fail(broken.Fault, broken.Detail)
            : StatusResult<LiveStatusClaims>.Of(read);
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
}
