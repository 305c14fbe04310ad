namespace RegionNode.Issuer.Registry.Police;

/// <summary>
/// The police's field names, as a feed writes them. The last three are not among the published names: other systems' columns,
/// read where they are there, because a number that is no citizen number says neither birth date nor sex.
/// </summary>
internal enum PoliceField
{
    /// <summary>File number (档案编号).</summary>
    DABH,

    /// <summary>Licence number: citizen number, or another one of a holder without one.</summary>
    SFZMHM,

    /// <summary>Name, one string.</summary>
    XM,

    /// <summary>Classes held, one string such as <c>C1D</c>.</summary>
    ZJCX,

    /// <summary>Classes that were added later, among those held.</summary>
    YZJCX,

    /// <summary>Points of the running cycle.</summary>
    LJJF,

    /// <summary>The day points are cleared.</summary>
    QFRQ,

    /// <summary>The day the points went over the limit.</summary>
    CFRQ,

    /// <summary>First issue.</summary>
    CCLZRQ,

    /// <summary>Office of the first issue.</summary>
    CCFZJG,

    /// <summary>Period from.</summary>
    YXQS,

    /// <summary>Period to: a day, or 9999-12-31 or 长期 for long-term.</summary>
    YXQZ,

    /// <summary>Next review of the driver.</summary>
    SYRQ,

    /// <summary>Issuing office.</summary>
    FZJG,

    /// <summary>Management unit.</summary>
    GLBM,

    /// <summary>Status letters, in the feed's letter table.</summary>
    ZT,

    /// <summary>When the registry changed the record.</summary>
    GXSJ,

    /// <summary>Birth date, of holders without a citizen number.</summary>
    CSRQ,

    /// <summary>Sex (1 male, 2 female), likewise.</summary>
    XB,

    /// <summary>Nationality, two letters, likewise.</summary>
    GJ,
}
