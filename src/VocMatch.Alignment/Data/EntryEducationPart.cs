namespace VocMatch.Alignment.Data;

/// <summary>What of some occupations is typically entered with one education.</summary>
/// <param name="Education">As the series words it, or <c>not given</c>.</param>
/// <param name="Occupations">Occupations that are entered with it.</param>
/// <param name="Openings">Openings a year of these; null where one's are missing, or openings are not what is counted.</param>
public sealed record EntryEducationPart(string Education, int Occupations, long? Openings);
