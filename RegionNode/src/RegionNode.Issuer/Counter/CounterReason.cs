using RegionNode.Issuer.Photos;

namespace RegionNode.Issuer.Counter;

/// <summary>Why the counter gives no licence: what of the record is wrong, or what stands against one. A closed list; a released name keeps its meaning.</summary>
internal enum CounterReason
{
    /// <summary>RecordIsWrong: the name.</summary>
    NameWrong,

    /// <summary>RecordIsWrong: the date of birth.</summary>
    BirthDateWrong,

    /// <summary>RecordIsWrong: the licence number.</summary>
    NumberWrong,

    /// <summary>RecordIsWrong: the vehicle classes.</summary>
    ClassesWrong,

    /// <summary>RecordIsWrong: the period of validity.</summary>
    PeriodWrong,

    /// <summary>RecordIsWrong: the issuing office.</summary>
    OfficeWrong,

    /// <summary>RecordIsWrong: the points.</summary>
    PointsWrong,

    /// <summary>RecordIsWrong: the status.</summary>
    StatusWrong,

    /// <summary>RecordIsWrong: the photo that the police have.</summary>
    StoredPhotoWrong,

    /// <summary>NotEligible: the status does not allow a licence.</summary>
    StatusForbids,

    /// <summary>NotEligible: 12 points or more in the cycle.</summary>
    OverPoints,

    /// <summary>NotEligible: the period of validity is over.</summary>
    PeriodOver,

    /// <summary>NotEligible: it has not begun.</summary>
    PeriodNotBegun,

    /// <summary>NotEligible: another region's office has the driver.</summary>
    OtherRegion,

    /// <summary>NotEligible: who came did not show to be the person of the record.</summary>
    NotThePerson,
}

/// <summary>The answer that a <see cref="CounterReason"/> belongs to, and its words.</summary>
internal static class CounterReasons
{
    /// <summary>Whether an answer may carry these: RecordIsWrong and NotEligible their own, at least one, each once; the others none.</summary>
    internal static bool AreFit(CounterAnswer answer, IReadOnlyList<CounterReason>? reasons) => answer is CounterAnswer.RecordIsWrong or CounterAnswer.NotEligible
        ? reasons is { Count: > 0 } && reasons.Distinct().Count() == reasons.Count && reasons.All(reason => Enum.IsDefined(reason) && AnswerOf(reason) == answer)
        : reasons is null;

    internal static CounterAnswer AnswerOf(CounterReason reason) => reason < CounterReason.StatusForbids ? CounterAnswer.RecordIsWrong : CounterAnswer.NotEligible;

    internal static BothTexts TextsOf(CounterReason reason) => reason switch
    {
        CounterReason.NameWrong => new("姓名", "the name"),
        CounterReason.BirthDateWrong => new("出生日期", "the date of birth"),
        CounterReason.NumberWrong => new("证号", "the licence number"),
        CounterReason.ClassesWrong => new("准驾车型", "the vehicle classes"),
        CounterReason.PeriodWrong => new("有效期限", "the period of validity"),
        CounterReason.OfficeWrong => new("发证机关", "the issuing office"),
        CounterReason.PointsWrong => new("累积记分", "the points"),
        CounterReason.StatusWrong => new("驾驶证状态", "the status"),
        CounterReason.StoredPhotoWrong => new("留存的照片", "the stored photo"),
        CounterReason.StatusForbids => new("驾驶证当前状态不允许申领", "the status of the licence does not allow it"),
        CounterReason.OverPoints => new("记分周期内累积记分达到12分", "12 points or more in the cycle"),
        CounterReason.PeriodOver => new("驾驶证有效期已满", "the period of validity is over"),
        CounterReason.PeriodNotBegun => new("驾驶证有效期尚未开始", "the period of validity has not begun"),
        CounterReason.OtherRegion => new("驾驶证由其他地区管理，请向当地申请", "another region has the licence; apply there"),
        CounterReason.NotThePerson => new("未能核实本人身份", "it was not shown that the applicant is the person of the record"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
