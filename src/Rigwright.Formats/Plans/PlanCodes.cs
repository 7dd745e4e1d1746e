using Rigwright.Formats.Requirements;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Plans;

/// <summary>The codes of a plan file, each with a section in docs/diagnostics.md.</summary>
public static class PlanCodes
{
    public const string Unreadable = "RW3001";
    public const string Syntax = "RW3002";
    public const string Alias = "RW3003";
    public const string TooDeep = "RW3004";
    public const string DuplicateKey = "RW3005";
    public const string UnknownKey = "RW3006";
    public const string MissingKey = "RW3007";
    public const string WrongKind = "RW3008";
    public const string NotANumber = "RW3009";
    public const string OutOfRange = "RW3010";
    public const string UnknownWord = "RW3011";
    public const string Currency = "RW3012";
    public const string MixedCurrencies = "RW3013";
    public const string Date = "RW3014";
    public const string Region = "RW3015";
    public const string TwoReferences = "RW3016";
    public const string Empty = "RW3017";
    public const string ReversedRange = "RW3018";

    public const string Unit = "RW3019";
    public const string Engine = "RW3020";

    internal static UnitCodes Quantities { get; } = new(NotANumber, Unit, OutOfRange, UnknownWord);

    internal static YamlCodes Yaml { get; } = new(Unreadable, Syntax, Alias, TooDeep, DuplicateKey);

    internal static BinderCodes Binder { get; } = new(UnknownKey, MissingKey, WrongKind, NotANumber, OutOfRange, UnknownWord);
}
