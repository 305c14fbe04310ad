using RegionNode.Issuer.Counter;
using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Notices;

/// <summary>What an applicant is told. A closed list.</summary>
internal enum NoticeKind
{
    /// <summary>The photo came and will be reviewed.</summary>
    PhotoReceived,

    /// <summary>The photo was refused; another may be sent.</summary>
    PhotoRefused,

    /// <summary>The photo is good; the licence can be had.</summary>
    PhotoApproved,

    /// <summary>Refused too often: the counter answers.</summary>
    ToTheCounter,

    /// <summary>The counter has answered.</summary>
    CounterAnswered,

    /// <summary>The licence was collected.</summary>
    LicenceIssued,

    /// <summary>The application ended because nobody went on with it.</summary>
    ApplicationLapsed,
}

/// <summary>One notice in both languages. Says no name and no number.</summary>
internal sealed record Notice(NoticeKind Kind, BothTexts Texts)
{
    internal static Notice PhotoReceived(ReviewDeadline deadline)
    {
        var until = deadline.At.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return deadline.Basis == DeadlineBasis.Calendar
            ? new(NoticeKind.PhotoReceived, new($"已收到照片，将在{until}（北京时间）前完成审核", $"Your photo has come and will be reviewed by {until} (China time)."))
            : new(NoticeKind.PhotoReceived, new(
                $"已收到照片，将在{until}（北京时间）前完成审核；该日期未计入法定节假日，可能顺延",
                $"Your photo has come and will be reviewed by {until} (China time). Public holidays are not counted in and may move this."));
    }

    internal static Notice PhotoRefused(IReadOnlyList<ReviewReason> reasons, int left) => new(NoticeKind.PhotoRefused, new(
        $"照片未通过审核：{Zh(reasons)}。还可以提交{left}次", $"Your photo was refused. {En(reasons)} You may send {left} more."));

    internal static Notice PhotoApproved() => new(NoticeKind.PhotoApproved, new(
        "照片已通过审核，请进行实人认证后领取电子驾驶证", "Your photo is approved. Confirm your identity to get the electronic licence."));

    internal static Notice ToTheCounter(IReadOnlyList<ReviewReason> reasons) => new(NoticeKind.ToTheCounter, new(
        $"照片已三次未通过审核：{Zh(reasons)}。请到车辆管理所窗口办理，工作人员将逐一答复",
        $"Your photo was refused for the third time. {En(reasons)} Please go to the counter of the vehicle office, which answers each case."));

    internal static Notice CounterAnswered(CounterAnswer answer, IReadOnlyList<CounterReason> reasons) => new(NoticeKind.CounterAnswered, CounterAnswerTexts.Of(answer, reasons));

    internal static Notice LicenceIssued() => new(NoticeKind.LicenceIssued, new("电子驾驶证申领成功", "Your electronic licence was issued."));

    internal static Notice ApplicationLapsed(ApplicationState stage) => new(NoticeKind.ApplicationLapsed, stage switch
    {
        ApplicationState.Approved or ApplicationState.Offered => new(
            "电子驾驶证长时间未领取，申请已结束；可使用已留存的照片重新申请", "The licence was not collected and the application has ended; you may apply again with the photo that is stored."),
        _ => new("申请长时间未继续办理，已结束，提交的照片已删除；可重新申请", "The application was not gone on with and has ended, and photos sent for it are erased; you may apply again."),
    });

    private static string Zh(IReadOnlyList<ReviewReason> reasons) => string.Join("；", reasons.Select(reason => ReviewReasonTexts.Of(reason).Zh));

    private static string En(IReadOnlyList<ReviewReason> reasons) => string.Join(" ", reasons.Select(reason => ReviewReasonTexts.Of(reason).En));
}
