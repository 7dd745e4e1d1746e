namespace Rigwright.Reports.Documents;

/// <summary>Running text with its marks.</summary>
/// <param name="Parts">The pieces in order.</param>
public sealed record Words(IReadOnlyList<Inline> Parts)
{
    /// <summary>Nothing.</summary>
    public static Words None { get; } = new([]);

    /// <summary>Unmarked text.</summary>
    public static implicit operator Words(string text) => text.Length == 0 ? None : new([new Plain(text)]);

    /// <summary>One marked piece.</summary>
    public static implicit operator Words(Inline part) => new([part]);

    /// <summary>Pieces one after the other.</summary>
    public static Words Of(params Inline[] parts) => new(parts);

    /// <summary>This and more.</summary>
    public static Words operator +(Words a, Words b) => new([.. a.Parts, .. b.Parts]);

    /// <summary>Is nothing said?</summary>
    public bool IsEmpty => Parts.Count == 0;
}

/// <summary>A piece of running text.</summary>
/// <param name="Text">What is read.</param>
public abstract record Inline(string Text);

/// <summary>Unmarked text.</summary>
public sealed record Plain(string Text) : Inline(Text);

/// <summary>Important text.</summary>
public sealed record Strong(string Text) : Inline(Text);

/// <summary>Something to type or a rule's id.</summary>
public sealed record Code(string Text) : Inline(Text);

/// <summary>A reference to a footnote.</summary>
/// <param name="Number">Its number, from 1.</param>
public sealed record Note(int Number) : Inline("");

/// <summary>A link into the document.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Section">Id of the section.</param>
public sealed record Jump(string Text, string Section) : Inline(Text);

/// <summary>A link to a web page. Only absolute http and https addresses become one: an address from a price list may be anything.</summary>
public sealed record Link : Inline
{
    private Link(string text, Uri address) : base(text) => Address = address;

    /// <summary>The address.</summary>
    public Uri Address { get; }

    /// <summary>A link where the address is one of the web, else the text alone.</summary>
    public static Inline To(string? address, string text) =>
        address is not null && address.AsSpan().IndexOfAnyInRange('\0', ' ') < 0
        && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0
            ? new Link(text, uri) : new Plain(text);
}
