using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Tests.Clearing;

/// <summary>
/// The definitions of the specification taken literally and slowly: keys, the choice of an employer, stability, deferred
/// acceptance; each can be gotten wrong in a named way.
/// </summary>
internal sealed class Reference
{
    private readonly ClearingMarket _market;
    private readonly Mistake _mistake;
    private readonly Dictionary<int, ulong> _lottery = [];

    public Reference(ClearingMarket market, string seed, Mistake mistake = Mistake.None)
    {
        (_market, _mistake) = (market, mistake);
        for (var student = 0; student < market.Students.Count; student++)
        {
            var (key, message) = (Encoding.UTF8.GetBytes(seed), market.Students.Utf8(student).ToArray());
            var hash = mistake == Mistake.LotterySwapped ? HMACSHA256.HashData(message, key) : HMACSHA256.HashData(key, message);
            _lottery[student] = BinaryPrimitives.ReadUInt64BigEndian(hash);
            var wishes = market.Wishes(student);
            var own = new List<Contract>();
            for (var i = 0; i < wishes.Length; i++)
            {
                own.Add(new Contract(student, wishes[i].Placement, market.Priorities.Decode(wishes[i].PriorityCode), i));
            }

            Lists.Add(own);
        }
    }

    /// <summary>Each student's contracts, best first.</summary>
    public List<List<Contract>> Lists { get; } = [];

    public int EmployerOf(int placement) => _market.EmployerOf(placement) is >= 0 and var employer ? employer : ~placement;

    /// <summary>The student-optimal stable matching: a contract or null for each student.</summary>
    public Contract?[] Solve() => _mistake switch
    {
        Mistake.AcceptedSeatsFinal => SolveImmediately(),
        Mistake.EmployersPropose => SolveFromEmployers(),
        Mistake.OwnSeatCountsAsFree => MoveWithinEmployers(SolveDeferred()),
        _ => SolveDeferred(),
    };

    /// <summary>Feasible, nobody's contract refused, and no student with a better contract that the employer would take.</summary>
    public bool IsStable(Contract?[] matching)
    {
        foreach (var employer in matching.OfType<Contract>().GroupBy(contract => EmployerOf(contract.Placement)))
        {
            if (Choose(employer.Key, [.. employer]).Count != employer.Count())
            {
                return false;
            }
        }

        return Lists.SelectMany(list => list).All(contract => !Blocks(matching, contract));
    }

    public bool Blocks(Contract?[] matching, Contract contract)
    {
        if (matching[contract.Student] is { } own && own.Place <= contract.Place)
        {
            return false;
        }

        var employer = EmployerOf(contract.Placement);
        var held = matching.OfType<Contract>().Where(other => EmployerOf(other.Placement) == employer).Append(contract);
        return Choose(employer, [.. held]).Contains(contract);
    }

    public IEnumerable<Contract?[]> AllMatchings()
    {
        var matching = new Contract?[Lists.Count];
        return From(0);

        IEnumerable<Contract?[]> From(int student)
        {
            if (student == Lists.Count)
            {
                yield return matching;
                yield break;
            }

            foreach (var choice in Lists[student].Cast<Contract?>().Append(null))
            {
                matching[student] = choice;
                foreach (var complete in From(student + 1))
                {
                    yield return complete;
                }
            }
        }
    }

    public bool IsFeasible(Contract?[] matching)
    {
        var seats = new int[_market.Placements.Count];
        var taken = new int[_market.Employers.Count];
        foreach (var contract in matching)
        {
            if (contract is null)
            {
                continue;
            }

            if (++seats[contract.Placement] > _market.Seats(contract.Placement))
            {
                return false;
            }

            if (_market.EmployerOf(contract.Placement) is >= 0 and var employer && _market.Cap(employer) >= 0 && ++taken[employer] > _market.Cap(employer))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What an employer keeps of the contracts offered.</summary>
    public HashSet<Contract> Choose(int employer, List<Contract> offered)
    {
        offered.Sort((a, b) => Compare(b, a));
        var cap = employer < 0 || _market.Cap(employer) < 0 || _mistake == Mistake.CapIgnored ? int.MaxValue : _market.Cap(employer);
        var chosen = new HashSet<Contract>();
        if (_mistake == Mistake.OpenSeatsFirst)
        {
            Open(offered, chosen, cap, reservedApart: true);
            Reserved(offered, chosen, cap);
            Open(offered, chosen, cap, reservedApart: false);
            return chosen;
        }

        Reserved(offered, chosen, int.MaxValue);
        if (_mistake is Mistake.CapOverridesReserves)
        {
            Open(offered, chosen, int.MaxValue, reservedApart: false);
            return [.. offered.Where(chosen.Contains).Take(cap)];
        }

        Open(offered, chosen, _mistake == Mistake.PlacementFirstThenCap ? int.MaxValue : cap, reservedApart: _mistake == Mistake.HardReserves);
        return _mistake == Mistake.PlacementFirstThenCap ? [.. offered.Where(chosen.Contains).Take(cap)] : chosen;
    }

    public int Compare(Contract a, Contract b)
    {
        var order = _mistake switch
        {
            Mistake.PriorityAsText => string.CompareOrdinal(a.Priority.ToString(), b.Priority.ToString()),
            Mistake.PriorityTruncated => (a.Priority.Millionths / 1_000_000).CompareTo(b.Priority.Millionths / 1_000_000),
            _ => a.Priority.CompareTo(b.Priority),
        };
        if (order == 0 && _mistake != Mistake.NoLottery)
        {
            var (first, second) = (_lottery[a.Student], _lottery[b.Student]);
            order = _mistake == Mistake.LotterySigned ? ((long)first).CompareTo((long)second) : first.CompareTo(second);
            order = _mistake == Mistake.LowerLotteryWins ? -order : order;
        }

        return order != 0 ? order : a.Student != b.Student ? b.Student.CompareTo(a.Student) : b.Place.CompareTo(a.Place);
    }

    private int TypeOf(Contract contract)
    {
        if (_mistake == Mistake.ReservesIgnored)
        {
            return -1;
        }

        var tags = _market.TagsOf(contract.Student).ToArray();
        var reserves = _market.Reserves(contract.Placement).ToArray().Select(reserve => reserve.Tag).ToList();
        return _mistake switch
        {
            Mistake.LastTagCounts => reserves.FindLastIndex(tags.Contains),
            Mistake.StudentsTagOrder => tags.Select(tag => reserves.IndexOf(tag)).FirstOrDefault(type => type >= 0, -1),
            _ => reserves.FindIndex(tags.Contains),
        };
    }

    private void Reserved(List<Contract> offered, HashSet<Contract> chosen, int cap)
    {
        foreach (var contract in offered)
        {
            var type = TypeOf(contract);
            if (type >= 0 && !chosen.Contains(contract) && chosen.Count < cap)
            {
                var filled = _mistake == Mistake.OpenSeatsFirst
                    ? chosen.Count(other => other.Placement == contract.Placement && TypeOf(other) == type && other.Reserved)
                    : chosen.Count(other => other.Placement == contract.Placement && TypeOf(other) == type);
                if (filled < _market.Reserves(contract.Placement)[type].Seats)
                {
                    contract.Reserved = true;
                    chosen.Add(contract);
                }
            }
        }
    }

    private void Open(List<Contract> offered, HashSet<Contract> chosen, int cap, bool reservedApart)
    {
        foreach (var contract in offered)
        {
            contract.Reserved &= !reservedApart || _mistake == Mistake.HardReserves;
        }

        foreach (var contract in offered.Where(contract => !chosen.Contains(contract)).ToList())
        {
            var reserves = _market.Reserves(contract.Placement);
            var limit = _market.Seats(contract.Placement);
            var taken = chosen.Count(other => other.Placement == contract.Placement);
            if (reservedApart)
            {
                foreach (var reserve in reserves)
                {
                    limit -= reserve.Seats;
                }

                taken = chosen.Count(other => other.Placement == contract.Placement && !other.Reserved);
            }

            if (taken < limit && chosen.Count < cap)
            {
                chosen.Add(contract);
            }
        }
    }

    private Contract?[] SolveDeferred()
    {
        var next = new int[Lists.Count];
        var held = new Contract?[Lists.Count];
        for (var changed = true; changed;)
        {
            changed = false;
            for (var student = 0; student < held.Length; student++)
            {
                var limit = _mistake == Mistake.OnlyFirstChoice ? Math.Min(1, Lists[student].Count) : Lists[student].Count;
                if (held[student] is not null || next[student] == limit)
                {
                    continue;
                }

                changed = true;
                var offer = Lists[student][next[student]++];
                var employer = EmployerOf(offer.Placement);
                var offered = held.OfType<Contract>().Where(other => EmployerOf(other.Placement) == employer).Append(offer).ToList();
                var chosen = Choose(employer, offered);
                foreach (var contract in offered)
                {
                    held[contract.Student] = chosen.Contains(contract) ? contract : held[contract.Student] == contract ? null : held[contract.Student];
                }
            }
        }

        return held;
    }

    private Contract?[] SolveImmediately()
    {
        var held = new Contract?[Lists.Count];
        for (var round = 0; round < RankBounds.MaxLength; round++)
        {
            foreach (var offers in Lists.Where((list, student) => held[student] is null && round < list.Count).Select(list => list[round])
                .GroupBy(contract => EmployerOf(contract.Placement)).ToList())
            {
                var kept = held.OfType<Contract>().Where(other => EmployerOf(other.Placement) == offers.Key).ToList();
                foreach (var offer in offers.OrderByDescending(contract => contract, Comparer<Contract>.Create(Compare)))
                {
                    if (Choose(offers.Key, [.. kept, offer]).Count == kept.Count + 1)
                    {
                        kept.Add(offer);
                        held[offer.Student] = offer;
                    }
                }
            }
        }

        return held;
    }

    // Moves a student to a better placement of the same employer whenever the own seat, given up for it, would make room.
    private Contract?[] MoveWithinEmployers(Contract?[] held)
    {
        foreach (var wish in Lists.SelectMany(list => list))
        {
            if (held[wish.Student] is { } own && wish.Place < own.Place && EmployerOf(own.Placement) == EmployerOf(wish.Placement))
            {
                var others = held.OfType<Contract>().Where(other => other != own && EmployerOf(other.Placement) == EmployerOf(wish.Placement)).ToList();
                held[wish.Student] = Choose(EmployerOf(wish.Placement), [.. others, wish]).Count == others.Count + 1 ? wish : own;
            }
        }

        return held;
    }

    // The worst stable matching for students: employers offer what they would choose among those who have not refused.
    private Contract?[] SolveFromEmployers()
    {
        var refused = new HashSet<Contract>();
        while (true)
        {
            var offers = Lists.SelectMany(list => list).Where(contract => !refused.Contains(contract))
                .GroupBy(contract => EmployerOf(contract.Placement)).SelectMany(group => Choose(group.Key, [.. group])).ToList();
            var held = new Contract?[Lists.Count];
            foreach (var offer in offers)
            {
                held[offer.Student] = held[offer.Student] is { } other && other.Place < offer.Place ? other : offer;
            }

            var turnedDown = offers.Where(offer => held[offer.Student] != offer).ToList();
            if (turnedDown.Count == 0)
            {
                return held;
            }

            refused.UnionWith(turnedDown);
        }
    }

    internal sealed class Contract(int student, int placement, Priority priority, int place)
    {
        public int Student { get; } = student;

        public int Placement { get; } = placement;

        public Priority Priority { get; } = priority;

        /// <summary>Where the contract stands in the student's list, 0 first.</summary>
        public int Place { get; } = place;

        /// <summary>Whether it sits on a reserved seat, for rules that keep those apart.</summary>
        public bool Reserved { get; set; }
    }
}
