using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Tables;
using VocMatch.Data.Taxonomy;

namespace VocMatch.Data.Tests.Taxonomy;

public sealed class EscoBundleTests
{
    private const string Root = "http://data.europa.eu/esco";

    private static readonly (string, string) Isco = (EscoBundle.IscoFile, "conceptType,conceptUri,code,preferredLabel\r\nISCOGroup,x,0110,Officers\r\n");

    private static readonly (string, string) Occupations = (EscoBundle.OccupationFile,
        $"conceptType,conceptUri,iscoGroup,preferredLabel,altLabels\r\nOccupation,{Root}/occupation/o-1,0110,\"officer, \"\"senior\"\"\",\"captain\nmajor\ncaptain\"\r\nOccupation,{Root}/occupation/o-2,9999,idler,\r\n");

    private static readonly (string, string) Skills = (EscoBundle.SkillFile,
        $"conceptUri,altLabels,preferredLabel\r\n{Root}/skill/s-1,,command\r\n{Root}/skill/s-2,lead,march\r\n");

    private static readonly (string, string) Relations = (EscoBundle.RelationFile,
        $"occupationUri,relationType,skillType,skillUri\r\n{Root}/occupation/o-1,essential,,{Root}/skill/s-1\r\n{Root}/occupation/o-1,optional,,{Root}/skill/s-1\r\n{Root}/occupation/o-1,optional,,{Root}/skill/s-2\r\n{Root}/occupation/o-1,optional,,{Root}/skill/s-3\r\n");

    [Fact]
    public void Quoted_newlines_separate_other_names_and_a_leading_zero_is_kept()
    {
        var officer = EscoBundle.Read(TextFiles.Of(Isco, Occupations, Skills, Relations)).Changes.Occupations[0];

        Assert.Equal("officer, \"senior\"", officer.Name);
        Assert.Equal("0110", officer.Code);
        Assert.Equal(["captain", "major"], officer.AlternativeNames.AsEnumerable());
        Assert.Equal("esco-o-1", officer.Id.Value);
    }

    [Fact]
    public void Essential_wins_over_optional()
    {
        var officer = EscoBundle.Read(TextFiles.Of(Isco, Occupations, Skills, Relations)).Changes.Occupations[0];

        Assert.Equal<OccupationSkill>([new(SkillId.Parse("esco-s-1"), true), new(SkillId.Parse("esco-s-2"), false)], officer.Skills);
    }

    [Fact]
    public void What_has_no_match_is_reported()
    {
        var notes = EscoBundle.Read(TextFiles.Of(Isco, Occupations, Skills, Relations)).Notes;

        Assert.Contains(notes, n => n.File == EscoBundle.RelationFile && n.Examples.Contains($"{Root}/skill/s-3"));
        Assert.Contains(notes, n => n.File == EscoBundle.OccupationFile && n.Examples.Contains("9999"));
    }

    [Fact]
    public void A_relation_of_an_unknown_kind_is_an_error_with_its_place()
    {
        var error = Assert.Throws<SourceFileException>(() =>
            EscoBundle.Read(TextFiles.Of(Isco, Occupations, Skills, (Relations.Item1, Relations.Item2.Replace("essential", "vital")))));

        Assert.Equal((EscoBundle.RelationFile, 2, "relationType"), (error.File, error.Line, error.Column));
    }

    [Theory]
    [InlineData(EscoBundle.OccupationFile, "occupation")]
    [InlineData(EscoBundle.SkillFile, "skill")]
    [InlineData(EscoBundle.SkillGroupFile, "group")]
    [InlineData(EscoBundle.IscoFile, "code")]
    public void A_thing_that_stands_twice_is_an_error_that_names_both_lines(string file, string what)
    {
        var groups = (EscoBundle.SkillGroupFile, $"conceptUri,preferredLabel\r\n{Root}/isced-f/06,ICT\r\n");
        (string Name, string Text)[] files = [Isco, Occupations, Skills, Relations, groups];
        var twice = files.Select(one => one.Name == file ? (one.Name, one.Text + one.Text.Split("\r\n", 2)[1]) : one).ToArray();
        var lines = twice.Single(one => one.Name == file).Item2.Split("\r\n");
        var second = Array.IndexOf(lines, lines[1], 2) + 1 + lines.Take(Array.IndexOf(lines, lines[1], 2)).Sum(line => line.Count(c => c == '\n'));

        var error = Assert.Throws<SourceFileException>(() => EscoBundle.Read(TextFiles.Of(twice)));

        Assert.Equal((file, (long)second), (error.File, error.Line));
        Assert.Contains($"The {what} '", error.Message, StringComparison.Ordinal);
        Assert.Contains("stands on line 2 already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_stands_twice_is_an_error()
    {
        var twice = (Skills.Item1, "conceptUri,preferredLabel,altLabels,preferredLabel\r\n");

        var error = Assert.Throws<SourceFileException>(() => EscoBundle.Read(TextFiles.Of(Isco, Occupations, twice, Relations)));

        Assert.Equal((EscoBundle.SkillFile, 1L), (error.File, error.Line));
    }

    [Theory]
    [InlineData("Latin1", "d\u00e9veloppeur")]
    [InlineData("UTF-8", "d\uFFFDveloppeur")]
    [InlineData("UTF-8", "d\0veloppeur")]
    public void Another_encoding_is_an_error_with_its_line(string encoding, string name)
    {
        var text = $"conceptUri,altLabels,preferredLabel\r\n{Root}/skill/s-1,,command\r\n{Root}/skill/s-2,,{name}\r\n";
        var bytes = Encoding.GetEncoding(encoding).GetBytes(text);
        var others = TextFiles.Of(Isco, Occupations, Relations);

        var error = Assert.Throws<SourceFileException>(() =>
            EscoBundle.Read(new(file => file == EscoBundle.SkillFile ? new MemoryStream(bytes) : others.Find(file))));

        Assert.Equal((EscoBundle.SkillFile, 3L), (error.File, error.Line));
    }

    [Fact]
    public void A_file_that_is_not_there_is_said()
    {
        var read = EscoBundle.Read(TextFiles.Of(Isco, Occupations, Skills, Relations));

        Assert.Contains(read.Notes, note => note.File == EscoBundle.SkillGroupFile);
        Assert.True(read.IsSilentOn(SkillGroupId.Parse("esco-isced-f-06")));
    }

    [SkippableFact]
    public void The_published_bundle_has_3039_occupations_and_13939_skills()
    {
        var read = EscoBundle.Read(SourceFiles.InFolder(SharedData.Folder("esco-1.2.0")));

        Assert.Equal((3_039, 13_939, 640), (read.Changes.Occupations.Count, read.Changes.Skills.Count, read.Changes.SkillGroups.Count));
        Assert.Equal(129_004 - 17, read.Changes.Occupations.Sum(o => o.Skills.Length));
        Assert.Equal(17, read.Notes.Single(n => n.What.StartsWith("Relations stated more than once", StringComparison.Ordinal)).Count);
        Assert.Equal(67_622, read.Changes.Occupations.Sum(o => o.Skills.Count(s => s.Essential)));
        Assert.Contains(read.Changes.Skills, s => s.Groups.Length > 1);
        Assert.Contains(read.Changes.Occupations, o => o.Code.StartsWith('0'));
    }
}
