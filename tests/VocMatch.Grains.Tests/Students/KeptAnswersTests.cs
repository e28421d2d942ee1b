using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Runtime;
using VocMatch.Domain.Students;
using VocMatch.Grains.Students;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Students;

public sealed class KeptAnswersTests
{
    private static readonly DateTimeOffset s_asked = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly StudentIdentityState s_identity = new();

    private readonly MatchAnswers _answers = new(new GrainsOptions { MatchAnswerBytes = 1_000 });

    private readonly Dictionary<int, MatchBasis> _bases = [];

    [Fact]
    public void The_least_recently_asked_leave_where_the_bytes_are_too_many()
    {
        Keep(1, bytes: 400);
        Keep(2, bytes: 400);
        Assert.NotNull(Find(1));

        Keep(3, bytes: 400);

        Assert.Equal((true, false, true), (Find(1) is not null, Find(2) is not null, Find(3) is not null));
        Assert.Equal((2, 800L), _answers.Size);
    }

    [Fact]
    public void However_small_they_are_no_more_than_so_many_are_kept()
    {
        for (var student = 0; student < MatchAnswers.MaxAnswers + 5; student++)
        {
            Keep(student, bytes: 0);
        }

        Assert.Equal((MatchAnswers.MaxAnswers, 0L), _answers.Size);
        Assert.Null(Find(4));
        Assert.NotNull(Find(5));
    }

    [Fact]
    public void An_answer_longer_than_all_that_may_be_kept_is_not()
    {
        Keep(1, bytes: 1_001);

        Assert.Equal((0, 0L), _answers.Size);
    }

    [Fact]
    public void A_later_answer_takes_the_place_of_the_one_before()
    {
        Keep(1, bytes: 300);
        Keep(1, bytes: 200);

        Assert.Equal((1, 200L), _answers.Size);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(-1, false)]
    public void An_answer_is_given_from_when_it_was_made_until_it_ends(int seconds, bool given)
    {
        Keep(1, bytes: 10, until: s_asked.AddSeconds(60));

        Assert.Equal(given, Find(1, s_asked.AddSeconds(seconds)) is not null);
        Assert.Equal(given ? 1 : 0, _answers.Size.Answers);
    }

    [Fact]
    public void Nothing_is_given_to_a_student_whose_row_was_written_or_read_again_with_another_program_or_taxonomy()
    {
        var student = Student(1);
        foreach (var other in (MatchBasis[])[
            new(student with { Version = 1 }, s_identity, 1, 1), new(student, new(), 1, 1), new(student, s_identity, 2, 1), new(student, s_identity, 1, 2)])
        {
            _answers.Keep(new(student.Id, 5, new(student, s_identity, 1, 1), [], s_asked, null, Answer(10)));

            Assert.NotNull(_answers.Find(student.Id, 5, new(student, s_identity, 1, 1), s_asked));
            Assert.Null(_answers.Find(student.Id, 5, other, s_asked));
        }
    }

    private void Keep(int student, int bytes, DateTimeOffset? until = null) =>
        _answers.Keep(new(Student(student).Id, 5, Basis(student), [], s_asked, until, Answer(bytes)));

    private MatchAnswers.Kept? Find(int student, DateTimeOffset? at = null) => _answers.Find(Student(student).Id, 5, Basis(student), at ?? s_asked);

    private MatchBasis Basis(int student) =>
        _bases.TryGetValue(student, out var basis) ? basis : _bases[student] = new(Student(student), s_identity, 1, 1);

    private static Student Student(int number) => new(
        StudentId.Parse($"student-{number}"), Sample.Student(SchoolId.Parse("school"), ProgramId.Parse("program")), [], 1);

    private static MatchAnswer Answer(int bytes) => new(ImmutableArray.Create(new byte[bytes]), "tag", null, null);
}
