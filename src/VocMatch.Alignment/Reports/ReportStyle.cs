namespace VocMatch.Alignment.Reports;

/// <summary>How the printed report looks. Figures align on the right in tabular numerals; colour is never the only carrier of a meaning.</summary>
internal static class ReportStyle
{
    public const string Css = """
        @page { size: A4; margin: 18mm 16mm 20mm;
                @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Georgia, serif; color: #57606a; } }
        :root { --ink: #1b1f24; --soft: #57606a; --rule: #d0d7de; --accent: #1f4e79; --second: #b35900; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 190mm; padding: 8mm; color: var(--ink); background: #fff;
               font: 10pt/1.45 "Source Sans 3", "Noto Sans", "Segoe UI", Helvetica, Arial, sans-serif; }
        header { border-top: 3pt solid var(--accent); padding-top: 6mm; margin-bottom: 7mm; }
        .publisher { margin: 0; color: var(--accent); font-weight: 600; letter-spacing: .02em; }
        h1 { font: 600 24pt/1.2 Georgia, "Noto Serif", serif; margin: 3mm 0 2mm; }
        .period { margin: 0; color: var(--soft); font-size: 11pt; }
        .banner { border: 1pt solid var(--second); background: #fff6ec; padding: 2.5mm 4mm; margin: 0 0 4mm; font-size: 9.5pt; }
        .imprint { display: flex; flex-wrap: wrap; gap: 1mm 7mm; margin: 3mm 0 0; font-size: 9pt; } .imprint div { display: flex; gap: 1.5mm; }
        .imprint dt { color: var(--soft); } .imprint dd { margin: 0; }
        nav ol { columns: 2; margin: 0; padding-left: 6mm; font-size: 9pt; } nav a { color: var(--accent); } nav { margin: 0 0 6mm; break-inside: avoid; }
        svg.key { display: inline; width: 7pt; }
        h2 { font: 600 13.5pt/1.3 Georgia, "Noto Serif", serif; color: var(--accent); margin: 0 0 3mm; break-after: avoid; }
        section { margin: 0 0 9mm; }
        .headlines { display: grid; grid-template-columns: repeat(3, 1fr); gap: 3mm; margin: 0 0 8mm; }
        .headlines div { border: .5pt solid var(--rule); border-left: 2.5pt solid var(--accent); padding: 3mm; }
        .headlines dt { color: var(--soft); font-size: 9pt; }
        .headlines dd { margin: 1mm 0 0; font: 600 17pt/1.1 Georgia, "Noto Serif", serif; font-variant-numeric: tabular-nums; }
        .headlines small { font-size: 11pt; font-weight: 400; }
        .limits { border: .75pt solid var(--second); padding: 4mm 5mm 3mm; break-inside: avoid; }
        .limits h2 { color: var(--second); }
        ul { margin: 0; padding-left: 5mm; } li { margin: 0 0 1.2mm; }
        .id { color: var(--soft); font: 8.5pt/1.4 "Noto Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; font-size: 8.2pt; line-height: 1.3; font-variant-numeric: tabular-nums; }
        thead { display: table-header-group; } tr { break-inside: avoid; }
        thead tr { break-after: avoid; } tbody tr:first-child { break-before: avoid; } tbody tr:nth-child(2) { break-before: avoid; }
        figure + table { break-before: auto; } section > h2 + table { break-before: avoid; } .note { break-before: avoid; break-inside: avoid; } .w { min-width: 30mm; } h2 { break-inside: avoid; }
        th, td { padding: 1.2mm 1.4mm; text-align: left; vertical-align: top; border-bottom: .4pt solid var(--rule); font-weight: 400; }
        thead th { border-bottom: 1pt solid var(--ink); font-weight: 600; vertical-align: bottom; hyphens: auto; }
        tbody th { font-weight: 600; white-space: nowrap; } .n { text-align: right; white-space: nowrap; } thead .n { white-space: normal; }
        .group th { font: 600 9.5pt/1.3 Georgia, "Noto Serif", serif; color: var(--accent); padding-top: 3mm; } tr.group, tr.group + tr { break-after: avoid; }
        .unit { color: var(--soft); font-weight: 400; } .missing { color: var(--soft); }
        .note { margin: 2mm 0 0; font-size: 9pt; } .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .formulas { margin: 3mm 0 0; font-size: 8pt; line-height: 1.35; color: var(--soft); display: grid;
                    grid-template-columns: 34mm 1fr; gap: .6mm 3mm; }
        .formulas dt { color: var(--ink); } .formulas dd { margin: 0; } cite { font-style: italic; }
        .digests td:last-child { font: 7pt/1.3 "Noto Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
        figure { margin: 0 0 4mm; break-inside: avoid; } figcaption { font-size: 8.5pt; color: var(--soft); margin-bottom: 1mm; }
        svg { width: 100%; height: auto; display: block; } svg text { font: 9px "Noto Sans", "Segoe UI", Arial, sans-serif; fill: #1b1f24; }
        main > section { break-before: auto; } main { break-before: page; }
        @media print { body { padding: 0; max-width: none; } header { padding-top: 4mm; margin-bottom: 5mm; } h1 { font-size: 21pt; }
                       body > section { margin-bottom: 5mm; } body > section ul { font-size: 9pt; line-height: 1.35; } .headlines { margin-bottom: 5mm; } }

        """;
}
