namespace Rigwright.Engine.Search.Exact;

/// <summary>Something to be chosen.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Parent">Index of the variable that is chosen before it, smaller than its own; −1 for the root.</param>
/// <param name="Costs">Cost of each value, not negative; <see cref="ExactSolver.Infeasible"/> for a value that cannot be chosen.</param>
public sealed record ExactVariable(string Name, int Parent, IReadOnlyList<long> Costs);
