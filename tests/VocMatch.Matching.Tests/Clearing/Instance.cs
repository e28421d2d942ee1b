namespace VocMatch.Matching.Tests.Clearing;

/// <summary>The twelve instances of the specification, under the seed <c>vocmatch</c>, with the matches and cutoffs that enumeration of all matchings gives.</summary>
public sealed record Instance(int Number, string Name, string Market, string Matches, string Cutoffs)
{
    public static IReadOnlyList<Instance> All { get; } =
    [
        new(1, "late rejection chain partial lists",
            "P p1,1,, | p2,1,, | p3,0,, ‖ A a,p1,1,50 | a,p2,2,60 | b,p1,1,70 | c,p2,1,55 | c,p3,2,99 | c,p1,5,80",
            "a,p2,2 c,p1,5",
            "p1 open=80/c; p2 open=60/a; p3 open=closed"),
        new(2, "two stable matchings students get the better one",
            "P p1,1,, | p2,1,, ‖ A a,p1,1,10 | a,p2,2,20 | b,p2,1,10 | b,p1,2,20",
            "a,p1,1 b,p2,1",
            "p1 open=10/a; p2 open=10/b"),
        new(3, "numbers not text six decimals count",
            "P p1,1,, | p2,1,, ‖ A a,p1,1,9.5 | b,p1,1,10 | c,p2,1,71.300001 | d,p2,1,71.3",
            "b,p1,1 c,p2,1",
            "p1 open=10/b; p2 open=71.300001/c"),
        new(4, "ties by lottery",
            "P p1,2,, | p2,1,, ‖ A a,p1,1,50 | a,p2,2,50 | b,p1,1,50.0 | b,p2,2,50 | c,p1,1,50 | c,p2,2,50 | d,p1,1,50 | d,p2,2,50",
            "a,p1,1 b,p1,1 d,p2,2",
            "p1 open=50/a; p2 open=50/d"),
        new(5, "minimum guarantee a strong tagged student fills the reserve",
            "P p1,2,,rural:1 ‖ S a,rural | c,rural ‖ A a,p1,1,90 | b,p1,1,80 | c,p1,1,70",
            "a,p1,1 b,p1,1",
            "p1 open=80/b rural=90/a"),
        new(6, "soft reserve unused seats go to anyone",
            "P p1,3,,rural:2 ‖ S d,rural ‖ A a,p1,1,90 | b,p1,1,80 | c,p1,1,70 | d,p1,1,60",
            "a,p1,1 b,p1,1 d,p1,1",
            "p1 open=80/b rural=none"),
        new(7, "first of the placement s tags not of the student s",
            "P p1,3,,women:1;rural:1 ‖ S a,rural;women | b,rural;women | c,rural ‖ A a,p1,1,90 | b,p1,1,20 | c,p1,1,10 | d,p1,1,50 | e,p1,1,60",
            "a,p1,1 c,p1,1 e,p1,1",
            "p1 open=60/e women=90/a rural=10/c"),
        new(8, "all seats reserved open closed p2 tagged student in an open seat sets the open cutoff",
            "P p1,1,,rural:1 | p2,2,,rural:1 ‖ S b,rural | g,rural | h,rural ‖ A a,p1,1,95 | a,p2,2,40 | b,p1,1,30 | c,p2,1,50 | g,p2,1,70 | h,p2,1,60",
            "b,p1,1 g,p2,1 h,p2,1",
            "p1 open=closed rural=30/b; p2 open=60/h rural=70/g"),
        new(9, "cap binds placement not full weaker student of another placement leaves",
            "P p1,2,E, | p2,2,E, | p3,1,, ‖ E E,2 ‖ A a,p1,1,50 | a,p3,2,10 | b,p1,1,70 | c,p2,1,60 | d,p3,1,5",
            "a,p3,2 b,p1,1 c,p2,1",
            "p1 open=none; p2 open=none; p3 open=10/a; E cap=60/c"),
        new(10, "reserve under a cap guaranteed before open seats of the other placement",
            "P p1,1,E,rural:1 | p2,1,E, ‖ S a,rural ‖ E E,1 ‖ A a,p1,1,20 | b,p1,1,90 | c,p2,1,50",
            "a,p1,1",
            "p1 open=closed rural=20/a; p2 open=none; E cap=closed"),
        new(11, "own seat under a cap is not free for the own other wish",
            "P p1,1,E, | p2,1,E, ‖ E E,1 ‖ A a,p1,1,1 | a,p2,2,3 | b,p1,1,2",
            "a,p2,2",
            "p1 open=none; p2 open=3/a; E cap=3/a"),
        new(12, "cap reserve open cap 0 elsewhere",
            "P p1,2,E,rural:1 | p2,2,E,disability:1 | p3,1,F, ‖ S a,rural | c,rural | e,disability;rural ‖ E E,3 | F,0 ‖ A a,p1,1,80 | b,p1,1,85 | c,p1,1,30 | c,p2,2,35 | d,p2,1,75 | e,p2,1,20 | e,p3,2,99",
            "a,p1,1 b,p1,1 e,p2,1",
            "p1 open=85/b rural=80/a; p2 open=none disability=20/e; p3 open=none; E cap=85/b; F cap=closed"),
    ];

    public override string ToString() => $"I{Number} {Name}";
}
