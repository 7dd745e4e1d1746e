using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Requirements;

/// <summary>The codes of a requirements file, each with a section in docs/diagnostics.md.</summary>
public static class RequirementsCodes
{
    public const string Unreadable = "RW2001";
    public const string Syntax = "RW2002";
    public const string Alias = "RW2003";
    public const string TooDeep = "RW2004";
    public const string DuplicateKey = "RW2005";
    public const string UnknownKey = "RW2006";
    public const string MissingKey = "RW2007";
    public const string WrongKind = "RW2008";
    public const string NotANumber = "RW2009";
    public const string OutOfRange = "RW2010";
    public const string Unit = "RW2011";
    public const string Currency = "RW2012";
    public const string UnknownWord = "RW2013";
    public const string Region = "RW2014";
    public const string Model = "RW2015";
    public const string Quantisation = "RW2016";
    public const string Contradiction = "RW2017";
    public const string Twice = "RW2018";
    public const string Count = "RW2019";
    public const string Date = "RW2020";
    public const string Setting = "RW2022";

    internal static YamlCodes Yaml { get; } = new(Unreadable, Syntax, Alias, TooDeep, DuplicateKey);

    internal static BinderCodes Binder { get; } = new(UnknownKey, MissingKey, WrongKind, NotANumber, OutOfRange, UnknownWord);
}
