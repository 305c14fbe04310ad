namespace Conformance.Reports;

/// <summary>How the report looks: on a screen by day and night, on a phone, on paper. Outcomes differ by word, by shade and by colour.</summary>
internal static class HtmlStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css =
        """
        :root{color-scheme:light dark;--line:#d0d7de;--soft:#f6f8fa;--text:#1f2328;--good:#1a7f37;--bad:#b3261e;--odd:#9a6700;--calm:#57606a}
        @media(prefers-color-scheme:dark){:root{--line:#30363d;--soft:#161b22;--text:#e6edf3;--good:#3fb950;--bad:#ff7b72;--odd:#d29922;--calm:#8b949e}body{background:#0d1117}}
        body{font:15px/1.5 system-ui,"Noto Sans","Noto Sans CJK SC",sans-serif;color:var(--text);max-width:68rem;margin:0 auto;padding:1rem}
        nav{text-align:right;font-size:.85rem}
        body:has(#en:checked) .zh,body:has(#zh:checked) .en{display:none}
        header{border-left:.5rem solid var(--bad);background:var(--soft);padding:.8rem 1.2rem;margin:.5rem 0 1rem}
        header.good{border-color:var(--good)}
        h1{margin:0;font-size:1.5rem;overflow-wrap:anywhere}
        .verdict{font-size:1.2rem;font-weight:600;margin:.2rem 0 .6rem}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0;font-size:.85rem}
        dt{color:var(--calm)}dd{margin:0;overflow-wrap:anywhere}
        h2{border-bottom:1px solid var(--line);margin:1.6rem 0 .3rem;font-size:1.15rem}
        table{border-collapse:collapse;font-size:.85rem;display:block;overflow-x:auto}
        th,td{border:1px solid var(--line);padding:.25rem .6rem;text-align:right}
        th:first-child{text-align:left}
        details.case{border-bottom:1px solid var(--line);padding:.25rem 0}
        summary{cursor:pointer}
        .title{font-weight:500}
        code{font-size:.8rem;color:var(--calm);overflow-wrap:anywhere}
        .mark{display:inline-block;min-width:6.2rem;font:600 .75rem system-ui,sans-serif;border:1px solid;border-radius:.3rem;padding:0 .35rem;text-align:center}
        .pass{color:var(--good)}.nonstrict{color:var(--odd)}.fail,.hang,.crash{color:var(--bad)}.unsupported,.inconclusive{color:var(--calm)}
        .mark.fail,.mark.hang,.mark.crash{background:var(--bad);color:#fff;border-color:var(--bad)}
        @media(prefers-color-scheme:dark){.mark.fail,.mark.hang,.mark.crash{color:#0d1117}}
        .mark.nonstrict{border-style:dashed}.mark.unsupported,.mark.inconclusive{border-style:dotted}
        .small{font-size:.85rem;color:var(--calm)}
        pre{background:var(--soft);padding:.6rem;font-size:.75rem;white-space:pre-wrap;overflow-wrap:anywhere}
        @media(max-width:40rem){.mark{min-width:0}dl{grid-template-columns:1fr}}
        @media print{nav{display:none}body{max-width:none}}
        """;
}
