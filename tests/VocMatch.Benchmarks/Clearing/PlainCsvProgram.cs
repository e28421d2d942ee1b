using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VocMatch.Benchmarks.Clearing;

/// <summary>What one writes in an hour: ReadLines, Split, dictionaries, a queue and a priority queue a placement; no checks, no certificate.</summary>
internal static class PlainCsvProgram
{
    public static int Run(string placements, string applications, string matches)
    {
        var seats = File.ReadLines(placements).Skip(1).Select(line => line.Split(',')).ToDictionary(field => field[0], field => int.Parse(field[1], CultureInfo.InvariantCulture));
        var wishes = new Dictionary<string, List<(string Placement, int Rank, decimal Priority)>>();
        foreach (var line in File.ReadLines(applications).Skip(1))
        {
            var field = line.Split(',');
            if (!wishes.TryGetValue(field[0], out var own))
            {
                wishes.Add(field[0], own = []);
            }

            own.Add((field[1], int.Parse(field[2], CultureInfo.InvariantCulture), decimal.Parse(field[3], CultureInfo.InvariantCulture)));
        }

        var seed = Encoding.UTF8.GetBytes("vocmatch");
        var lottery = new Dictionary<string, ulong>();
        foreach (var (student, own) in wishes)
        {
            own.Sort((a, b) => a.Rank.CompareTo(b.Rank));
            lottery.Add(student, System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes(student))));
        }

        var held = Solve(seats, wishes, lottery);
        File.WriteAllLines(matches, held.OrderBy(match => match.Key, StringComparer.Ordinal).Select(match => $"{match.Key},{match.Value.Placement},{match.Value.Rank}").Prepend("student,placement,rank"));
        return held.Count;
    }

    private static Dictionary<string, (string Placement, int Rank)> Solve(
        Dictionary<string, int> seats, Dictionary<string, List<(string Placement, int Rank, decimal Priority)>> wishes, Dictionary<string, ulong> lottery)
    {
        var next = wishes.Keys.ToDictionary(student => student, _ => 0);
        var holders = seats.Keys.ToDictionary(placement => placement, _ => new PriorityQueue<string, (decimal, ulong)>());
        var held = new Dictionary<string, (string, int)>();
        var free = new Queue<string>(wishes.Keys);
        while (free.TryDequeue(out var student))
        {
            if (next[student] == wishes[student].Count)
            {
                continue;
            }

            var (placement, rank, priority) = wishes[student][next[student]++];
            holders[placement].Enqueue(student, (priority, lottery[student]));
            held[student] = (placement, rank);
            if (holders[placement].Count > seats[placement])
            {
                var refused = holders[placement].Dequeue();
                held.Remove(refused);
                free.Enqueue(refused);
            }
        }

        return held;
    }
}
