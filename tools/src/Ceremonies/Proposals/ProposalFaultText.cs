namespace Federation.Ceremonies.Proposals;

/// <summary>Each fault in words, for the people at the ceremony.</summary>
public static class ProposalFaultText
{
    /// <summary>The words of a fault.</summary>
    public static Sentence Of(ProposalFault fault) => fault switch
    {
        ProposalFault.Malformed => new("这不是有效的提案文件。", "This is no proposal file."),
        ProposalFault.TooLarge => new("文件超出大小限制。", "The file is larger than its limit."),
        ProposalFault.BrokenChain => new("文件中的根元数据不能逐版相接。", "The roots in the file do not follow one another."),
        ProposalFault.AnchorContradicts => new("提案与您自己的信任锚不一致。", "The proposal contradicts your own trust anchor."),
        ProposalFault.BaseNotTrusted => new("提案所称的现行内容没有足够的有效签名。", "What the proposal calls in force is not signed by those who may."),
        ProposalFault.WrongVersion => new("版本号不是现行版本的下一个。", "The version does not follow the one in force."),
        ProposalFault.FileMismatch => new("所附文件与元数据所列不符。", "The files are not those that the metadata lists."),
        ProposalFault.BadDocument => new("所附文件违反规则，中心不会接纳。", "A document breaks a rule; the hub would refuse it."),
        ProposalFault.ProposalExpired => new("提案已过期，请重新起草。", "The proposal has expired; draft it anew."),
        ProposalFault.BaseMoved => new("提案针对的是旧版本，请按现行版本重新起草。", "The proposal is against an older version; draft it anew."),
        ProposalFault.WrongKey => new("此密钥无权签署该角色。", "This key may not sign this role."),
        ProposalFault.AlreadySigned => new("此密钥已经签署过；一人只计一次。", "This key has signed already; one person counts once."),
        ProposalFault.BadSignature => new("提案中有无效签名。", "The proposal carries an invalid signature."),
        ProposalFault.DifferentProposals => new("这些副本的内容不同。", "The copies do not propose the same."),
        ProposalFault.BelowThreshold => new("签名人数不足。", "Too few have signed."),
        ProposalFault.StagingRefused => new("模拟核验端拒绝此变更，因此不予发布。", "The staging client refuses this change, so it is not published."),
        ProposalFault.HubRefused => new("中心拒绝接纳。", "The hub refused it."),
        ProposalFault.HubNotReached => new("未能收到中心的答复；可以安全地重新发布。", "The hub did not answer; it is safe to publish again."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
