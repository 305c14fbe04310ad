namespace RegionNode.Issuer.Registry.Police;

/// <summary>What is said to people about each <see cref="LineReason"/>, in Chinese and English.</summary>
internal static class LineReasonText
{
    internal static (string Zh, string En) Of(LineReason reason) => reason switch
    {
        LineReason.BadEncoding => ("编码错误或文字已损坏", "Not text in the encoding that was named, or damaged text."),
        LineReason.TooLong => ("行或字段过长", "The line or a field is too long."),
        LineReason.Malformed => ("格式错误", "The line is not one well-formed record."),
        LineReason.WrongFieldCount => ("字段个数与表头不符", "The number of fields is not the header's."),
        LineReason.FieldMissing => ("必填字段为空", "A field that every record has is empty."),
        LineReason.FileNumberMalformed => ("档案编号格式错误", "The file number is not twelve digits of an office."),
        LineReason.NumberMalformed => ("证件号码格式错误", "The licence number is malformed."),
        LineReason.BadCheckDigit => ("公民身份号码校验位或出生日期错误", "The citizen number's check character or birth date does not fit."),
        LineReason.BirthDateMissing => ("缺少出生日期", "The birth date is missing."),
        LineReason.NameMalformed => ("姓名为空、过长或含控制字符", "The name is empty, too long or has control characters."),
        LineReason.NameNotSplit => ("姓名仅一字，需人工处理", "A name of one character needs a person to say which part it is."),
        LineReason.UnknownClass => ("未知准驾车型", "Unknown vehicle class."),
        LineReason.ClassTwice => ("准驾车型重复", "A vehicle class stands twice."),
        LineReason.AddedClassNotHeld => ("增驾车型不在准驾车型中", "An added class is not among those held."),
        LineReason.DateMalformed => ("日期格式错误", "Not a date."),
        LineReason.DateOrder => ("日期先后顺序错误", "The dates are out of order."),
        LineReason.PointsOutOfRange => ("累积记分超出范围", "Points are out of range."),
        LineReason.LettersMalformed => ("状态格式错误", "The status is not a set of letters."),
        LineReason.UnknownLetter => ("状态代码不在所选代码表中", "A status letter is not in the named table."),
        LineReason.UnknownOffice => ("发证机关未登记或不在本地区", "The issuing office is unknown or outside this region."),
        LineReason.ChangedInFuture => ("更新时间晚于当前时间", "The record says that it changed in the future."),
        LineReason.PersonMalformed => ("性别或国籍格式错误", "Sex or nationality is malformed."),
        LineReason.DuplicateLine => ("本次导入中档案编号重复", "An earlier line of this import has the same file number."),
        LineReason.OlderThanStored => ("早于已存储的记录", "What is stored is newer."),
        LineReason.RecordRule => ("记录不符合驾驶证规则", "The record breaks a rule of the licence."),
        LineReason.UnknownEvent => ("未知事件类型", "Unknown kind of event."),
        LineReason.UnknownLetterTable => ("未知状态代码表版本", "Unknown version of the letter table."),
        LineReason.NoOrder => ("缺少序号和更新时间", "Neither sequence nor time of change is given."),
        LineReason.NoSuchDriver => ("无此驾驶人档案", "There is no such driver here."),
        LineReason.IdUsedOtherwise => ("事件编号已用于其他内容", "The event's id was used with other content."),
        LineReason.NotPossible => ("当前状态不允许该事件", "The driver's record does not allow this event now."),
        LineReason.Failed => ("系统处理失败，已留待人工处理", "It failed inside and is kept for people."),
        LineReason.MovedAway => ("驾驶人已转往其他地区", "The driver moved to another region."),
        LineReason.RestoreRequired => ("驾驶证已吊销或注销，须先登记恢复", "The licence ended; it has to be restored first, by an event of its own."),
        LineReason.ReleaseRequired => ("驾驶证已被暂扣或扣留，须先登记解除", "The licence was held or seized here; it has to be released first, by an event of its own."),
        LineReason.TransferPending => ("转出手续办理中，请稍后再报", "A move of the driver is being decided; send it again later."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "not in the list"),
    };
}
