using System.Globalization;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.SolverCompare;

/// <summary>
/// The textbook integer program of a problem: one 0/1 variable a value, exactly one value a variable; for each refused combination of keys the
/// sum of its values is less than the number of variables in it; for each combination that costs something a further variable that becomes 1 with it.
/// </summary>
internal static class IntegerProgram
{
    private const int TermsPerLine = 12;

    public static void Write(TextWriter lp, IReadOnlyList<ExactVariable> variables, IReadOnlyList<ExactRelation> relations)
    {
        var objective = new List<string>();
        var rows = new List<string>();
        var binaries = new List<string>();
        var extras = new List<string>();
        for (var v = 0; v < variables.Count; v++)
        {
            var names = new List<string>();
            for (var i = 0; i < variables[v].Costs.Count; i++)
            {
                if (variables[v].Costs[i] == ExactSolver.Infeasible)
                    continue;
                names.Add($"x{v}_{i}");
                objective.Add($"{Cost(variables[v].Costs[i])} x{v}_{i}");
            }
            binaries.AddRange(names);
            rows.Add(names.Count == 0 ? $"0 x{v}_0 = 1" : $"{Sum(names)} = 1");
        }
        foreach (var relation in relations)
            Add(relation, variables, objective, rows, extras);
        lp.WriteLine("Minimize");
        lp.WriteLine(" cost: " + Sum(objective));
        lp.WriteLine("Subject To");
        for (var r = 0; r < rows.Count; r++)
            lp.WriteLine($" c{r}: {rows[r]}");
        lp.WriteLine("Bounds");
        foreach (var extra in extras)
            lp.WriteLine($" 0 <= {extra} <= 1");
        lp.WriteLine("Binary");
        foreach (var line in binaries.Chunk(TermsPerLine))
            lp.WriteLine(" " + string.Join(' ', line));
        lp.WriteLine("End");
    }

    private static void Add(ExactRelation relation, IReadOnlyList<ExactVariable> variables, List<string> objective, List<string> rows, List<string> extras)
    {
        var groups = relation.Shape.Scope.Select((v, i) => Enumerable.Range(0, variables[v].Costs.Count).Where(x => variables[v].Costs[x] != ExactSolver.Infeasible)
            .GroupBy(x => relation.Shape.Keys[i][x]).OrderBy(g => g.Key).Select(g => g.ToList()).ToList()).ToList();
        var chosen = new int[variables.Count];
        Walk(0, []);

        void Walk(int depth, List<string> names)
        {
            if (depth < groups.Count)
            {
                foreach (var group in groups[depth])
                {
                    chosen[relation.Shape.Scope[depth]] = group[0];
                    Walk(depth + 1, [.. names, .. group.Select(x => $"x{relation.Shape.Scope[depth]}_{x}")]);
                }
                return;
            }
            var cost = relation.Cost(chosen);
            if (cost >= PlatformModel.Refused)
                rows.Add($"{Sum(names)} <= {groups.Count - 1}");
            else if (cost > 0)
            {
                var extra = $"z{extras.Count}";
                extras.Add(extra);
                objective.Add($"{Cost(cost)} {extra}");
                rows.Add($"{Sum(names)} - {extra} <= {groups.Count - 1}");
            }
        }
    }

    private static string Sum(IReadOnlyList<string> terms) =>
        string.Join("\n   + ", terms.Chunk(TermsPerLine).Select(line => string.Join(" + ", line)));

    private static string Cost(long units) => (units / 10_000m).ToString("0.0000", CultureInfo.InvariantCulture);
}
