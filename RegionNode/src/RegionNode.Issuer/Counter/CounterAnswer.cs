using RegionNode.Issuer.Photos;

namespace RegionNode.Issuer.Counter;

/// <summary>How the counter answers a case. A closed list.</summary>
internal enum CounterAnswer
{
    /// <summary>The photo was taken here and the person was seen: the offer is in the answer.</summary>
    PhotoTaken,

    /// <summary>It was explained what to change: three more photos may be sent.</summary>
    NewUpload,

    /// <summary>What is wrong is in the record, and which; it is put right first, then the driver applies again.</summary>
    RecordIsWrong,

    /// <summary>No licence can be issued, and why.</summary>
    NotEligible,

    /// <summary>The applicant does not want it any more.</summary>
    Withdrawn,
}

/// <summary>The words for each answer.</summary>
internal static class CounterAnswerTexts
{
    internal static BothTexts Of(CounterAnswer answer, IReadOnlyList<CounterReason> reasons) => answer switch
    {
        CounterAnswer.PhotoTaken => new("窗口已为您拍摄照片，可领取电子驾驶证", "Your photo was taken at the counter; the electronic licence can be had."),
        CounterAnswer.NewUpload => new("窗口已说明照片要求，可重新提交照片", "The counter has explained what the photo needs; you may send photos again."),
        CounterAnswer.RecordIsWrong => new(
            $"登记信息有误：{Zh(reasons)}。更正后请重新申请", $"Your record is to be put right: {En(reasons)}. Apply again after that."),
        CounterAnswer.NotEligible => new($"不符合申领条件：{Zh(reasons)}", $"No electronic licence can be issued: {En(reasons)}."),
        CounterAnswer.Withdrawn => new("申请已按您的要求撤回", "The application was withdrawn as you wished."),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static string Zh(IReadOnlyList<CounterReason> reasons) => string.Join("；", reasons.Select(reason => CounterReasons.TextsOf(reason).Zh));

    private static string En(IReadOnlyList<CounterReason> reasons) => string.Join("; ", reasons.Select(reason => CounterReasons.TextsOf(reason).En));
}
