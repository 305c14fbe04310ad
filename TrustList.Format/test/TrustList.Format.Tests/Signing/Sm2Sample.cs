namespace TrustList.Format.Tests.Signing;

/// <summary>
/// The published example over sm2p256v1 (GB/T 32918.5-2017 Annex A, also GM/T 0003.5-2012 and draft-shen-sm2-ecdsa):
/// its own key, nonce and intermediate values.
/// </summary>
internal static class Sm2Sample
{
    public const string Identifier = "1234567812345678";
    public const string SpkiPrefix = "3059301306072a8648ce3d020106082a811ccf5501822d03420004";
    public const string X = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020";
    public const string Y = "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
    public const string R = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3";
    public const string S = "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";
    public static readonly byte[] PrivateKey = Bytes("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8");
    public static readonly byte[] K = Bytes("59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21");
    public static readonly byte[] Z = Bytes("B2E14C5C79C6DF5B85F4FE7ED8DB7A262B9DA7E07CCB0EA9F4747B8CCDA8A4F3");
    public static readonly byte[] E = Bytes("F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640");
    public static readonly byte[] Message = "message digest"u8.ToArray();

    public static byte[] Spki => Bytes(SpkiPrefix + X + Y);

    public static byte[] Signature => Bytes(R + S);

    public static byte[] Bytes(string hex) => Convert.FromHexString(hex);
}
