using System.Collections.Frozen;
using VocMatch.Alignment.Data;

namespace VocMatch.Alignment.Classifications;

/// <summary>
/// The fields that a report counts together: broad fields of ISCED-F 2013 (UNESCO), and two-digit series of CIP 2020 (NCES), whose codes
/// are written with a point. Titles as published; a code gets the title of no classification but the one that it can only be of.
/// </summary>
public static class FieldGroups
{
    private static readonly FrozenDictionary<string, string> Isced = new Dictionary<string, string>
    {
        ["00"] = "Generic programmes and qualifications",
        ["01"] = "Education",
        ["02"] = "Arts and humanities",
        ["03"] = "Social sciences, journalism and information",
        ["04"] = "Business, administration and law",
        ["05"] = "Natural sciences, mathematics and statistics",
        ["06"] = "Information and Communication Technologies",
        ["07"] = "Engineering, manufacturing and construction",
        ["08"] = "Agriculture, forestry, fisheries and veterinary",
        ["09"] = "Health and welfare",
        ["10"] = "Services",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Cip = new Dictionary<string, string>
    {
        ["01"] = "Agricultural/Animal/Plant/Veterinary Science and Related Fields",
        ["03"] = "Natural Resources and Conservation",
        ["04"] = "Architecture and Related Services",
        ["05"] = "Area, Ethnic, Cultural, Gender, and Group Studies",
        ["09"] = "Communication, Journalism, and Related Programs",
        ["10"] = "Communications Technologies/Technicians and Support Services",
        ["11"] = "Computer and Information Sciences and Support Services",
        ["12"] = "Culinary, Entertainment, and Personal Services",
        ["13"] = "Education",
        ["14"] = "Engineering",
        ["15"] = "Engineering/Engineering-related Technologies/Technicians",
        ["16"] = "Foreign Languages, Literatures, and Linguistics",
        ["19"] = "Family and Consumer Sciences/Human Sciences",
        ["22"] = "Legal Professions and Studies",
        ["23"] = "English Language and Literature/Letters",
        ["24"] = "Liberal Arts and Sciences, General Studies and Humanities",
        ["25"] = "Library Science",
        ["26"] = "Biological and Biomedical Sciences",
        ["27"] = "Mathematics and Statistics",
        ["28"] = "Military Science, Leadership and Operational Art",
        ["29"] = "Military Technologies and Applied Sciences",
        ["30"] = "Multi/Interdisciplinary Studies",
        ["31"] = "Parks, Recreation, Leisure, Fitness, and Kinesiology",
        ["38"] = "Philosophy and Religious Studies",
        ["39"] = "Theology and Religious Vocations",
        ["40"] = "Physical Sciences",
        ["41"] = "Science Technologies/Technicians",
        ["42"] = "Psychology",
        ["43"] = "Homeland Security, Law Enforcement, Firefighting and Related Protective Services",
        ["44"] = "Public Administration and Social Service Professions",
        ["45"] = "Social Sciences",
        ["46"] = "Construction Trades",
        ["47"] = "Mechanic and Repair Technologies/Technicians",
        ["48"] = "Precision Production",
        ["49"] = "Transportation and Materials Moving",
        ["50"] = "Visual and Performing Arts",
        ["51"] = "Health Professions and Related Programs",
        ["52"] = "Business, Management, Marketing, and Related Support Services",
        ["54"] = "History",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="code">A field of study as a program names it: ISCED-F digits, or a CIP code with its point.</param>
    /// <returns>The group; a code of no known classification, or of both (<c>10</c>: services, or communications technologies), is a group of its own.</returns>
    public static FieldRow Of(string code)
    {
        var title = (FieldCode.IsIsced(code), FieldCode.IsCip(code)) switch
        {
            (true, false) => Isced[code[..2]],
            (false, true) => Cip.GetValueOrDefault(code[..2], Untitled.Title),
            _ => null,
        };
        return title is null ? new(code, Untitled.Title) : new($"{(FieldCode.IsIsced(code) ? "ISCED" : "CIP")} {code[..2]}", title);
    }
}
