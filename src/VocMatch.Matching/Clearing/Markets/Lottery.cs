using System.Numerics;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// The lottery of a clearing (C3): for each student a number drawn from the public seed and the student's id alone, and the
/// order it makes: the higher number first, equal numbers by the smaller id.
/// </summary>
public sealed class Lottery
{
    private readonly ulong[] _numbers;

    private Lottery(ulong[] numbers)
    {
        _numbers = numbers;
        (OrderOf, StudentAt) = Sort(numbers);
    }

    /// <summary>Where each student stands: 1 for the last, the number of students for the first.</summary>
    internal int[] OrderOf { get; }

    /// <summary>The student at each place of <see cref="OrderOf"/>; place 0 is nobody's.</summary>
    internal int[] StudentAt { get; }

    /// <summary>Draws the lottery of a seed.</summary>
    public static Lottery Draw(IdTable students, string seed)
    {
        var numbers = new ulong[students.Count];
        LotteryNumbers.Draw(students, seed, numbers);
        return new Lottery(numbers);
    }

    /// <summary>The lottery number of a student, higher is better.</summary>
    public ulong NumberOf(int student) => _numbers[student];

    /// <summary>The key of a student at a placement: greater is better, unlike for any two students.</summary>
    internal long Key(int priorityCode, int student) => ((long)priorityCode << 32) | (uint)OrderOf[student];

    /// <summary>The student of a key.</summary>
    internal int StudentOf(long key) => StudentAt[(int)key];

    // The numbers are uniform, so one pass into about as many buckets as there are students leaves almost nothing to sort.
    private static (int[] OrderOf, int[] StudentAt) Sort(ulong[] numbers)
    {
        var count = numbers.Length;
        var orderOf = new int[count];
        var studentAt = new int[count + 1];
        studentAt[0] = -1;
        var shift = 64 - Math.Max(1, BitOperations.Log2((uint)Math.Max(2, count)));
        var end = new int[(1 << (64 - shift)) + 1];
        foreach (var number in numbers)
        {
            end[(int)(number >> shift) + 1]++;
        }

        for (var bucket = 1; bucket < end.Length; bucket++)
        {
            end[bucket] += end[bucket - 1];
        }

        // Backwards, so that of two equal numbers the smaller id ends up later, which is better.
        for (var student = count - 1; student >= 0; student--)
        {
            studentAt[1 + end[(int)(numbers[student] >> shift)]++] = student;
        }

        for (var place = 2; place <= count; place++)
        {
            var student = studentAt[place];
            var to = place;
            for (; to > 1 && numbers[studentAt[to - 1]] > numbers[student]; to--)
            {
                studentAt[to] = studentAt[to - 1];
            }

            studentAt[to] = student;
        }

        for (var place = 1; place <= count; place++)
        {
            orderOf[studentAt[place]] = place;
        }

        return (orderOf, studentAt);
    }
}
