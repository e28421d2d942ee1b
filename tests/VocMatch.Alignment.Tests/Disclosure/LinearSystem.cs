namespace VocMatch.Alignment.Tests.Disclosure;

/// <summary>
/// Exact bounds of linear functions over <c>A x = b, x >= 0</c> by the two-phase simplex method with Bland's rule. Knows nothing of
/// tables or of how they were protected.
/// </summary>
internal sealed class LinearSystem
{
    private const double Epsilon = 1e-7;

    private readonly int _variables;
    private readonly List<double[]> _rows = [];
    private double[][] _tableau = [];
    private int[] _basis = [];

    public LinearSystem(int variables) => _variables = variables;

    /// <summary>Adds the equation <c>sum of coefficients x = value</c>.</summary>
    public void Require(IEnumerable<(int Variable, double Coefficient)> terms, double value)
    {
        var row = new double[_variables + 1];
        foreach (var (variable, coefficient) in terms)
        {
            row[variable] += coefficient;
        }

        row[_variables] = value;
        _rows.Add(row);
    }

    /// <summary>Finds a first solution; false where there is none.</summary>
    public bool Solve()
    {
        var total = _variables + _rows.Count;
        _tableau = [.. _rows.Select((row, i) =>
        {
            var sign = row[_variables] < 0 ? -1 : 1;
            var line = new double[total + 1];
            for (var j = 0; j < _variables; j++)
            {
                line[j] = sign * row[j];
            }

            line[_variables + i] = 1;
            line[total] = sign * row[_variables];
            return line;
        })];
        _basis = [.. Enumerable.Range(_variables, _rows.Count)];
        var cost = new double[total];
        Array.Fill(cost, 1, _variables, _rows.Count);
        if (Minimum(cost, total) > Epsilon * 10)
        {
            return false;
        }

        DropArtificials(total);
        return true;
    }

    public double Minimum(IEnumerable<int> sum) => Optimise(sum.Select(variable => (variable, 1.0)), 1);

    public double Maximum(IEnumerable<int> sum) => -Optimise(sum.Select(variable => (variable, 1.0)), -1);

    public double Minimum(IEnumerable<(int Variable, double Coefficient)> terms) => Optimise(terms, 1);

    public double Maximum(IEnumerable<(int Variable, double Coefficient)> terms) => -Optimise(terms, -1);

    private double Optimise(IEnumerable<(int Variable, double Coefficient)> terms, double sign)
    {
        var cost = new double[_variables];
        foreach (var (variable, coefficient) in terms)
        {
            cost[variable] += sign * coefficient;
        }

        return Minimum(cost, _variables);
    }

    private double Minimum(double[] cost, int columns)
    {
        var reduced = new double[columns + 1];
        cost.CopyTo(reduced, 0);
        for (var i = 0; i < _tableau.Length; i++)
        {
            Subtract(reduced, _tableau[i], cost[_basis[i]]);
        }

        while (true)
        {
            var entering = Array.FindIndex(reduced, 0, columns, r => r < -Epsilon);
            if (entering < 0)
            {
                return -reduced[columns];
            }

            var leaving = Leaving(entering, columns);
            if (leaving < 0)
            {
                return double.NegativeInfinity;
            }

            Pivot(leaving, entering);
            Subtract(reduced, _tableau[leaving], reduced[entering]);
        }
    }

    private int Leaving(int entering, int columns)
    {
        var (leaving, best) = (-1, double.PositiveInfinity);
        for (var i = 0; i < _tableau.Length; i++)
        {
            if (_tableau[i][entering] <= Epsilon)
            {
                continue;
            }

            var ratio = _tableau[i][columns] / _tableau[i][entering];
            if (ratio < best - Epsilon || (ratio < best + Epsilon && _basis[i] < _basis[leaving]))
            {
                (leaving, best) = (i, ratio);
            }
        }

        return leaving;
    }

    private void Pivot(int row, int column)
    {
        var pivot = _tableau[row][column];
        for (var j = 0; j < _tableau[row].Length; j++)
        {
            _tableau[row][j] /= pivot;
        }

        for (var i = 0; i < _tableau.Length; i++)
        {
            if (i != row)
            {
                Subtract(_tableau[i], _tableau[row], _tableau[i][column]);
            }
        }

        _basis[row] = column;
    }

    private static void Subtract(double[] from, double[] row, double factor)
    {
        if (factor == 0)
        {
            return;
        }

        for (var j = 0; j < from.Length; j++)
        {
            from[j] -= factor * row[j];
        }
    }

    /// <summary>Artificial variables leave the basis; equations that say nothing new go with them.</summary>
    private void DropArtificials(int total)
    {
        var keep = new List<int>();
        for (var i = 0; i < _tableau.Length; i++)
        {
            if (_basis[i] >= _variables)
            {
                var column = Array.FindIndex(_tableau[i], 0, _variables, v => Math.Abs(v) > Epsilon);
                if (column < 0)
                {
                    continue;
                }

                Pivot(i, column);
            }

            keep.Add(i);
        }

        _tableau = [.. keep.Select(i => (double[])[.. _tableau[i][.._variables], _tableau[i][total]])];
        _basis = [.. keep.Select(i => _basis[i])];
    }
}
