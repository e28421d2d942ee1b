using System.Collections.Frozen;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Alignment.Classifications;

/// <summary>
/// The groups in which a report counts occupations: sub-major groups of ISCO-08 (ILO), major groups of SOC 2018 (BLS). Titles as
/// published.
/// </summary>
public static class OccupationGroups
{
    /// <summary>Where a program names no occupation, so that nothing of it is left out.</summary>
    public static OccupationGroupRow None { get; } = new("none", "No occupation named");

    private static readonly FrozenDictionary<string, string> Isco = new Dictionary<string, string>
    {
        ["01"] = "Commissioned armed forces officers",
        ["02"] = "Non-commissioned armed forces officers",
        ["03"] = "Armed forces occupations, other ranks",
        ["11"] = "Chief executives, senior officials and legislators",
        ["12"] = "Administrative and commercial managers",
        ["13"] = "Production and specialised services managers",
        ["14"] = "Hospitality, retail and other services managers",
        ["21"] = "Science and engineering professionals",
        ["22"] = "Health professionals",
        ["23"] = "Teaching professionals",
        ["24"] = "Business and administration professionals",
        ["25"] = "Information and communications technology professionals",
        ["26"] = "Legal, social and cultural professionals",
        ["31"] = "Science and engineering associate professionals",
        ["32"] = "Health associate professionals",
        ["33"] = "Business and administration associate professionals",
        ["34"] = "Legal, social, cultural and related associate professionals",
        ["35"] = "Information and communications technicians",
        ["41"] = "General and keyboard clerks",
        ["42"] = "Customer services clerks",
        ["43"] = "Numerical and material recording clerks",
        ["44"] = "Other clerical support workers",
        ["51"] = "Personal service workers",
        ["52"] = "Sales workers",
        ["53"] = "Personal care workers",
        ["54"] = "Protective services workers",
        ["61"] = "Market-oriented skilled agricultural workers",
        ["62"] = "Market-oriented skilled forestry, fishery and hunting workers",
        ["63"] = "Subsistence farmers, fishers, hunters and gatherers",
        ["71"] = "Building and related trades workers, excluding electricians",
        ["72"] = "Metal, machinery and related trades workers",
        ["73"] = "Handicraft and printing workers",
        ["74"] = "Electrical and electronic trades workers",
        ["75"] = "Food processing, wood working, garment and other craft and related trades workers",
        ["81"] = "Stationary plant and machine operators",
        ["82"] = "Assemblers",
        ["83"] = "Drivers and mobile plant operators",
        ["91"] = "Cleaners and helpers",
        ["92"] = "Agricultural, forestry and fishery labourers",
        ["93"] = "Labourers in mining, construction, manufacturing and transport",
        ["94"] = "Food preparation assistants",
        ["95"] = "Street and related sales and service workers",
        ["96"] = "Refuse workers and other elementary workers",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Soc = new Dictionary<string, string>
    {
        ["11"] = "Management Occupations",
        ["13"] = "Business and Financial Operations Occupations",
        ["15"] = "Computer and Mathematical Occupations",
        ["17"] = "Architecture and Engineering Occupations",
        ["19"] = "Life, Physical, and Social Science Occupations",
        ["21"] = "Community and Social Service Occupations",
        ["23"] = "Legal Occupations",
        ["25"] = "Educational Instruction and Library Occupations",
        ["27"] = "Arts, Design, Entertainment, Sports, and Media Occupations",
        ["29"] = "Healthcare Practitioners and Technical Occupations",
        ["31"] = "Healthcare Support Occupations",
        ["33"] = "Protective Service Occupations",
        ["35"] = "Food Preparation and Serving Related Occupations",
        ["37"] = "Building and Grounds Cleaning and Maintenance Occupations",
        ["39"] = "Personal Care and Service Occupations",
        ["41"] = "Sales and Related Occupations",
        ["43"] = "Office and Administrative Support Occupations",
        ["45"] = "Farming, Fishing, and Forestry Occupations",
        ["47"] = "Construction and Extraction Occupations",
        ["49"] = "Installation, Maintenance, and Repair Occupations",
        ["51"] = "Production Occupations",
        ["53"] = "Transportation and Material Moving Occupations",
        ["55"] = "Military Specific Occupations",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="scheme">The classification of the code: what looks like a code of another is not looked up there.</param>
    /// <returns>The group; a code that is none of its classification is a group of its own, without a title.</returns>
    public static OccupationGroupRow Of(OccupationScheme scheme, string code)
    {
        var first = code.Length >= 2 ? code[..2] : code;
        var isSoc = code.Length > 2 && code[2] == '-';
        return isSoc != (scheme == OccupationScheme.Soc) ? new(code, Untitled.Title)
            : isSoc ? new($"{first}-0000", Soc.GetValueOrDefault(first, Untitled.Title))
            : new(first, Isco.GetValueOrDefault(first, Untitled.Title));
    }
}
