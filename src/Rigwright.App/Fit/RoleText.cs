using System.Globalization;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;

namespace Rigwright.App.Fit;

/// <summary>A further model as written: <c>MODEL[:quant][@context][xstreams][#device]</c>. Ollama tags have colons of their own and some names end in
/// <c>x22b</c>, so a suffix is one only when it reads as such.</summary>
/// <param name="Model">Name or path.</param>
/// <param name="Quant">Quantisation, or null.</param>
/// <param name="Context">Tokens for each stream, or null.</param>
/// <param name="Streams">Streams, or null.</param>
/// <param name="Device">Number of the device that it lies on, from 1; null for all.</param>
internal sealed record RoleText(string Model, string? Quant, int? Context, int? Streams, int? Device = null)
{
    public static RoleText Parse(string text, AliasResolver models)
    {
        var (rest, device) = SplitDevice(text);
        return Suffixes(rest, models) with { Device = device };
    }

    /// <summary>The main model, whose other settings are options of their own.</summary>
    public static RoleText Main(FitQuery query)
    {
        var (model, device) = SplitDevice(query.Model);
        return new(model, query.Quant, query.Context, query.Streams, device);
    }

    private static (string Name, int? Device) SplitDevice(string text)
    {
        var hash = text.LastIndexOf('#');
        return hash > 0 && int.TryParse(text.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var device) ? (text[..hash], device) : (text, null);
    }

    private static RoleText Suffixes(string text, AliasResolver models)
    {
        int? streams = null, context = null;
        var x = text.LastIndexOf('x');
        if (x > 0 && !models.Knows(text) && int.TryParse(text.AsSpan(x + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n))
            (streams, text) = (n, text[..x]);
        var at = text.LastIndexOf('@');
        if (at > 0 && TryTokens(text[(at + 1)..], out var tokens))
            (context, text) = (tokens, text[..at]);
        var colon = text.LastIndexOf(':');
        if (colon > 0 && !models.Knows(text) && Quantisation.TryParse(text[(colon + 1)..], out _))
            return new(text[..colon], text[(colon + 1)..], context, streams);
        return new(text, null, context, streams);
    }

    /// <summary>Tokens, with <c>k</c> for 1,024.</summary>
    public static bool TryTokens(string text, out int tokens)
    {
        var thousands = text.EndsWith('k') || text.EndsWith('K');
        var digits = thousands ? text[..^1] : text;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out tokens) || tokens > (thousands ? 1 << 20 : int.MaxValue))
            return false;
        tokens *= thousands ? 1024 : 1;
        return true;
    }
}
