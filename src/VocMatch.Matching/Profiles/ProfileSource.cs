using System.Collections.Immutable;

namespace VocMatch.Matching.Profiles;

/// <summary>What profiles are made of: all of it is kept with an epoch, and what is made of it is the same on every machine.</summary>
/// <param name="Skills">By skill what the taxonomy says of it.</param>
/// <param name="Listed">By occupation the skills it lists, ascending by number.</param>
public sealed record ProfileSource(ImmutableArray<SkillDescription> Skills, ImmutableArray<ImmutableArray<ListedSkill>> Listed);
