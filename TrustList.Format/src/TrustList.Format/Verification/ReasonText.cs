using System.Collections.Frozen;

namespace TrustList.Format.Verification;

/// <summary>What a failed check does to the verdict. SPEC.md §8.3.</summary>
public enum ReasonEffect
{
    /// <summary>The verdict is Refused.</summary>
    Refuses,

    /// <summary>The verdict is Undecided, unless something else refuses.</summary>
    LeavesOpen,

    /// <summary>A warning; the verdict stands.</summary>
    Warns,
}

/// <summary>A reason's effect and its texts for people.</summary>
/// <param name="Effect">What the reason does to the verdict.</param>
/// <param name="Waivable">True when the lenient profile makes it a warning: rules of Annex B that real certificates break.</param>
/// <param name="Zh">One sentence in Chinese.</param>
/// <param name="En">One sentence in English.</param>
public sealed record ReasonText(ReasonEffect Effect, bool Waivable, string Zh, string En)
{
    private static readonly FrozenDictionary<Reason, ReasonText> Table = new Dictionary<Reason, ReasonText>
    {
        [Reason.Empty] = Refusal("没有数据", "There is no data"),
        [Reason.TooLarge] = Refusal("数据超过大小限制", "The data are larger than the limit"),
        [Reason.NotCbor] = Refusal("数据不是有效的 CBOR", "The data are not well-formed CBOR"),
        [Reason.TrailingBytes] = Refusal("数据末尾有多余字节", "Bytes follow the data item"),
        [Reason.DuplicateKey] = Refusal("映射中有重复的键", "A map holds the same key twice"),
        [Reason.TooDeep] = Refusal("嵌套层数或条目数超过限制", "Nesting or the number of items passes the limit"),
        [Reason.WrongStructure] = Refusal("数据结构不符合标准", "The structure is not that of a device response"),
        [Reason.UnsupportedVersion] = Refusal("响应版本不受支持", "The response's version is not supported"),
        [Reason.ResponseStatus] = Refusal("持证端报告了错误", "The wallet reports a failure"),
        [Reason.NoDocument] = Refusal("响应中没有证件", "The response holds no document"),
        [Reason.SeveralDocuments] = Refusal("响应中有多份证件", "The response holds more than one document"),
        [Reason.MsoNotTagged] = Refusal("签发数据未按标签 24 封装", "The security object is not wrapped in tag 24"),
        [Reason.AlgorithmNotProtected] = Refusal("签名算法不在受保护的头部", "The signature's algorithm is not protected"),
        [Reason.AlgorithmUnknown] = Refusal("签名算法未知", "The signature's algorithm is not known"),
        [Reason.QrMalformed] = Refusal("二维码内容无法识别", "The text is not a licence code"),
        [Reason.DocTypeMismatch] = Refusal("证件类型与签发数据不一致", "The document type is not the signed one"),
        [Reason.MsoVersion] = Refusal("签发数据版本不受支持", "The security object's version is not supported"),
        [Reason.DigestAlgorithm] = Refusal("摘要算法不受支持", "The digest algorithm is not supported"),
        [Reason.DigestMissing] = Refusal("数据项没有对应的签发摘要", "An item has no signed digest"),
        [Reason.DigestMismatch] = Refusal("数据项与签发内容不一致，可能被篡改", "An item is not the one that was signed"),
        [Reason.DuplicateItem] = Refusal("数据项重复", "An item is disclosed twice"),
        [Reason.SaltTooShort] = Refusal("随机值过短", "An item's random value is too short"),
        [Reason.NamespaceNotListed] = Refusal("命名空间未经签发", "A namespace was not signed"),
        [Reason.NotYetValid] = Refusal("证件尚未生效", "The licence is not valid yet"),
        [Reason.Expired] = Refusal("证件已过有效期，请更新", "The licence has expired and must be refreshed"),
        [Reason.ValidityInconsistent] = Refusal("有效期数据互相矛盾", "The dates of validity contradict each other"),
        [Reason.SignedOutsideCertificate] = Refusal("签发时间不在签发证书有效期内", "The licence was signed outside its certificate's validity"),
        [Reason.IssuerSignatureInvalid] = Refusal("签发签名无效", "The issuer's signature is not valid"),
        [Reason.CertificateMissing] = Refusal("缺少签发证书", "The signer's certificate is missing"),
        [Reason.CertificateMalformed] = Refusal("签发证书无法解析", "The signer's certificate cannot be read"),
        [Reason.ChainNotLeafOnly] = AnnexB("证书链含有多余证书", "The header holds more than the signer's certificate"),
        [Reason.UnknownIssuer] = Refusal("签发机构不在信任名单中", "The issuer is not on the trust list"),
        [Reason.CertificateSignatureInvalid] = Refusal("签发证书的签名无效", "The certificate's signature is not valid"),
        [Reason.CertificateNotYetValid] = Refusal("签发证书尚未生效", "The signer's certificate is not valid yet"),
        [Reason.CertificateExpired] = Refusal("签发证书已过期", "The signer's certificate has expired"),
        [Reason.AnchorNotInForce] = Refusal("根证书不在有效期内", "The anchor certificate is not in force"),
        [Reason.WrongExtendedKeyUsage] = Refusal("证书扩展用途不正确", "The certificate is not for signing licences"),
        [Reason.WrongKeyUsage] = Refusal("证书密钥用途不正确", "The certificate's key usage is wrong"),
        [Reason.SignerIsAuthority] = Refusal("签发证书不应为 CA 证书", "The signer's certificate is an authority's"),
        [Reason.AnchorNotAuthority] = Refusal("上级证书不是 CA 证书", "The certificate above the signer is not an authority's"),
        [Reason.AnchorPathLength] = AnnexB("根证书路径长度约束不为 0", "The anchor's path length is not 0"),
        [Reason.RevocationPointMissing] = AnnexB("证书缺少 CRL 分发点", "The certificate names no revocation list"),
        [Reason.IssuerAltNameMissing] = AnnexB("证书缺少签发者别名", "The certificate has no issuer alternative name"),
        [Reason.CountryMismatch] = Refusal("证书国家与根证书不一致", "The certificate's country is not its anchor's"),
        [Reason.StateMismatch] = AnnexB("证书省份与根证书不一致", "The certificate's province is not its anchor's"),
        [Reason.IssuingCountryMismatch] = Refusal("证件签发国与证书不一致", "The licence's country is not its certificate's"),
        [Reason.IssuingJurisdictionMismatch] = Refusal("证件签发地与证书不一致", "The licence's province is not its certificate's"),
        [Reason.CertificateTooLong] = AnnexB("证书有效期超过 457 天", "The certificate is valid for more than 457 days"),
        [Reason.SignedByAnchor] = Refusal("证件由根密钥直接签发", "The licence was signed with the anchor's key"),
        [Reason.UnknownCriticalExtension] = Refusal("证书含有未知的关键扩展", "The certificate has an unknown critical extension"),
        [Reason.KeyIdentifierMismatch] = AnnexB("证书的上级密钥标识不一致", "The certificate's authority key identifier is wrong"),
        [Reason.SignerKeyUnsupported] = Refusal("证书密钥类型不受支持", "The certificate's key is not supported"),
        [Reason.DeviceSignedMissing] = Refusal("缺少持证设备的证明", "The device's proof is missing"),
        [Reason.DeviceAuthAmbiguous] = Refusal("设备证明缺失或重复", "The device's proof is not exactly one"),
        [Reason.DeviceKeyInvalid] = Refusal("设备密钥无效", "The device key is not valid"),
        [Reason.DeviceSignatureInvalid] = Refusal("设备签名与本次会话不符", "The device's signature does not fit this session"),
        [Reason.DeviceMacInvalid] = Refusal("设备校验码与本次会话不符", "The device's MAC does not fit this session"),
        [Reason.MacKeyMissing] = Open("缺少读取端密钥，无法核验设备校验码", "The reader's key is needed to check the device's MAC"),
        [Reason.TranscriptMissing] = Open("缺少会话记录，无法核验持证设备", "The session transcript is needed to check the device"),
        [Reason.TranscriptMalformed] = Open("会话记录格式不正确", "The session transcript cannot be read"),
        [Reason.DeviceElementNotAuthorised] = Refusal("设备数据项未经授权", "The device signed an element it may not sign"),
        [Reason.QrStaticOnly] = Warning("静态二维码只能证明签发，不能证明持证人", "A static code proves issue, not who holds the licence"),
        [Reason.QrExpired] = Refusal("二维码已过有效时间，请持证人重新出示", "The code is older than its life"),
        [Reason.QrFromFuture] = Refusal("二维码时间晚于核验时间，请检查时钟", "The code was made later than the verdict"),
        [Reason.QrReplayed] = Refusal("二维码已使用过，请持证人重新出示", "The code was shown before"),
        [Reason.ChallengeWrong] = Refusal("二维码不是对本次核验的应答", "The code does not answer this verifier's challenge"),
        [Reason.PurposeMismatch] = Refusal("二维码出示的用途与核验用途不一致", "The holder showed the code for another purpose"),
        [Reason.NoVerifierChallenge] = Warning("核验方未出示挑战码，无法排除同一二维码在别处使用", "No challenge was shown; the same code may have been shown elsewhere"),
        [Reason.ReplayUnchecked] = Warning("未能核对二维码是否已使用过", "Whether the code was shown before was not checked"),
        [Reason.NoTrustState] = Open("没有信任名单，无法判定", "There is no trust list to decide by"),
        [Reason.TrustStateExpired] = Open("信任名单已过期，请更新", "The trust list has expired"),
        [Reason.RegionWithoutDocuments] = Open("该地区的签发者名单缺失或无效", "The region's own list is missing or not valid"),
        [Reason.RegionSuspended] = Refusal("该地区已被暂停", "The region is suspended"),
        [Reason.RegionWithdrawn] = Refusal("该地区已退出", "The region has been withdrawn"),
        [Reason.SignerNotListed] = Refusal("签发证书不在该地区名单中", "The region does not list the signer"),
        [Reason.SignerPending] = Refusal("签发密钥尚未启用", "The signer's key is not in use yet"),
        [Reason.SignerRetired] = Refusal("签发密钥已停用", "The signer's key is retired"),
        [Reason.SignerCompromised] = Refusal("签发密钥已泄露", "The signer's key is compromised"),
        [Reason.SignedOutsideWindow] = Refusal("签发时间不在密钥签发期内", "The licence was signed outside its key's signing time"),
        [Reason.AnchorNotTrusted] = Refusal("根证书不再受信任", "The region's anchor is no longer trusted"),
        [Reason.DocTypeNotAllowed] = Refusal("该地区无权签发此类证件", "The region may not issue this document type"),
        [Reason.AlgorithmNotAllowed] = Refusal("政策不允许此签名算法", "The policy does not allow the algorithm"),
        [Reason.IssuanceUnproven] = Refusal("密钥已被标记，无法证明证件更早签发", "Nothing proves that the licence is older than the distrust of its key"),
        [Reason.OutsideTerritory] = Refusal("发证机关不属于该签发地区", "The issuing office is not in the issuer's territory"),
        [Reason.RegionUnderNotice] = Refusal("该地区处于紧急通告中", "An emergency notice is in force against the region"),
        [Reason.NoticesStale] = Warning("紧急通告可能不是最新", "The emergency notices may be out of date"),
        [Reason.ClockImplausible] = Open("核验时间早于信任名单签发时间，请检查时钟", "The clock stands before the signing of the trust list"),
        [Reason.IssuanceDisowned] = Refusal("签发地区否认签发过该证件，系盗用密钥所制", "The region never issued this licence; it was made with a stolen key"),
        [Reason.NotRecognised] = Refusal("受理地区尚未互认该证件", "The accepting region does not recognise this licence"),
        [Reason.AcceptorUnknown] = Open("受理地区不在名单中", "The accepting region is not registered"),
        [Reason.StatusReferenceMissing] = Refusal("证件没有状态引用", "The licence points to no status list"),
        [Reason.StatusReferenceForeign] = Refusal("状态引用不属于签发地区", "The licence points to another region's status list"),
        [Reason.StatusListMissing] = Open("没有可用的状态名单", "No verified status list is at hand"),
        [Reason.StatusIndexUnknown] = Refusal("状态序号不在名单内", "The status index is outside the list"),
        [Reason.StatusTooOld] = Open("状态信息过旧，无法判定", "The status is too old to say"),
        [Reason.StatusListExpired] = Open("状态名单已过期", "The status list has expired"),
        [Reason.StatusFromFuture] = Open("状态名单时间晚于核验时间", "The status list is later than the verdict"),
        [Reason.StatusStale] = Warning("状态信息较旧", "The status is not fresh"),
        [Reason.Revoked] = Refusal("驾驶证已被吊销或注销", "The licence is revoked"),
        [Reason.Suspended] = Refusal("驾驶证被暂扣或停止使用", "The licence is suspended"),
        [Reason.Restricted] = Refusal("驾驶证状态异常（超分或逾期）", "The licence is restricted"),
        [Reason.Superseded] = Refusal("证件已被新证替代", "A newer licence replaces this one"),
        [Reason.Transferred] = Refusal("驾驶证已转出", "The licence has moved to another region"),
        [Reason.LiveUnavailable] = Open("无法取得实时状态", "No live answer could be had"),
        [Reason.LiveMismatch] = Open("实时状态与证件不符或已过时", "The live answer is not for this licence and instant"),
        [Reason.StatusUnproven] = Warning("该地区的状态更新迟迟未进入日志", "A status update of the region stays out of the log"),
        [Reason.StapleMismatch] = Warning("随证出示的状态声明不属于本证或已过时，不予采信", "The status statement shown with the licence is not for it or out of its time; it does not count"),
        [Reason.TransferUnproven] = Warning("随证出示的转出证明不属于本证或无效，不予采信", "The transfer proof shown with the licence is not for it or does not hold; it does not count"),
        [Reason.ElementsWithheld] = Warning("超出用途的数据项未予传递", "Elements beyond the purpose are not passed on"),
        [Reason.NoDisclosureProfile] = Warning("该用途没有披露规则", "There is no disclosure profile for the purpose"),
        [Reason.TrustListNotChecked] = Warning("仅核对了指定根证书，未核对信任名单", "Only the anchor given was checked, no trust list"),
        [Reason.StatusNotChecked] = Warning("未核对证件状态", "No status was checked"),
        [Reason.RecognitionNotChecked] = Warning("未核对互认关系", "Recognition was not checked"),
        [Reason.SignerPinned] = Warning("直接信任签发证书，未核对证书链", "The signer itself was the anchor; no chain was checked"),
    }.ToFrozenDictionary();

    /// <summary>The text of a reason.</summary>
    /// <param name="reason">A member of the closed list.</param>
    /// <returns>Its effect and texts; every member has them.</returns>
    public static ReasonText Of(Reason reason) => Table[reason];

    private static ReasonText Refusal(string zh, string en) => new(ReasonEffect.Refuses, false, zh, en);

    private static ReasonText AnnexB(string zh, string en) => new(ReasonEffect.Refuses, true, zh, en);

    private static ReasonText Open(string zh, string en) => new(ReasonEffect.LeavesOpen, false, zh, en);

    private static ReasonText Warning(string zh, string en) => new(ReasonEffect.Warns, false, zh, en);
}
