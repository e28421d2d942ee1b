using System.Collections.Immutable;
using VocMatch.Alignment.Classifications;

namespace VocMatch.Domain.Rules;

/// <summary>
/// Levels of education, and codes of fields of study, of ISCED-F 2013 or CIP 2020 (<see cref="FieldCode"/>). A rule that names another code would meet nobody.
/// </summary>
internal static class FieldCodes
{
    private const string Rule =
        "A field of study of ISCED-F 2013 (07, 071, 0715) or of CIP 2020 (51, 51.38, 51.3801), or the beginning of one.";

    private const string WholeRule = "A field of study of ISCED-F 2013 (0715) or of CIP 2020 (51.3801).";

    /// <summary>A level of the European Qualifications Framework, 1 to 8, as the program has it or a posting asks for it.</summary>
    public static void EducationLevel(this Violations violations, string field, int? level) => violations.Range(field, level, 1, 8);

    /// <summary>The field of a program.</summary>
    public static void Field(this Violations violations, string field, string code) =>
        violations.Require(code.Length >= 2 && IsKnown(code), field, code, WholeRule);

    /// <summary>Fields that something is limited to, each a code or the beginning of one.</summary>
    public static void Fields(this Violations violations, string field, ImmutableArray<string> codes, int most)
    {
        violations.Count(field, codes, most);
        violations.Distinct(field, codes, code => code);
        for (var i = 0; i < codes.Length; i++)
        {
            violations.Require(IsKnown(codes[i]), $"{field}[{i}]", codes[i], Rule);
        }
    }

    /// <summary>Whether a field of study can begin with the code.</summary>
    public static bool IsKnown(string code) => FieldCode.IsIsced(code) || FieldCode.IsCip(code);
}
