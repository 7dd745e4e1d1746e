namespace Rigwright.Cli;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCodes
{
    /// <summary>Answered; for <c>check</c>: no errors found.</summary>
    public const int Answered = 0;

    /// <summary><c>check</c> found errors.</summary>
    public const int CheckFoundErrors = 1;

    /// <summary>Bad input: every problem is on standard error and nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>Well-formed, but no feasible answer; the nearest misses were printed.</summary>
    public const int NoFeasibleAnswer = 3;
}
