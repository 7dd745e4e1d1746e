using System.Text;
using Rigwright.Domain.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Rigwright.Formats.Yaml;

/// <summary>The codes under which a reader reports what is wrong with a file as YAML.</summary>
/// <param name="Unreadable">The file is missing, too large or not UTF-8.</param>
/// <param name="Syntax">It is not YAML.</param>
/// <param name="Alias">It uses anchors or aliases, with which a small file can stand for an enormous one.</param>
/// <param name="TooDeep">It is nested too deeply or holds too many values.</param>
/// <param name="DuplicateKey">A key occurs twice.</param>
public sealed record YamlCodes(string Unreadable, string Syntax, string Alias, string TooDeep, string DuplicateKey);

/// <summary>Reads YAML into a tree with positions. YamlDotNet's deserializer stops at the first error and loses positions; its events do not.</summary>
public static class YamlTree
{
    /// <summary>Largest file. Files written by hand stay far below it.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 32;

    /// <summary>Most values in one file.</summary>
    public const int MaxNodes = 50_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file; null when it holds no usable document.</summary>
    public static YamlNode? ReadFile(string path, YamlCodes codes, DiagnosticBag bag)
    {
        var start = new Position(path, 0, 0);
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                bag.Error(codes.Unreadable, start, $"'{path}' does not exist.", "Check the path.");
            else if (info.Length > MaxBytes)
                bag.Error(codes.Unreadable, start, $"The file has {info.Length} bytes; at most {MaxBytes} are read.");
            else
                return Read(StrictUtf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF'), path, codes, bag);
        }
        catch (DecoderFallbackException)
        {
            bag.Error(codes.Unreadable, start, "The file is not UTF-8 text.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bag.Error(codes.Unreadable, start, $"The file cannot be read: {e.Message}");
        }
        return null;
    }

    /// <summary>Reads a text; null when it holds no usable document.</summary>
    public static YamlNode? Read(string text, string file, YamlCodes codes, DiagnosticBag bag)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                bag.Error(codes.Syntax, new(file, 1, 1), "The file is empty.");
                return null;
            }
            parser.Consume<DocumentStart>();
            var root = new Builder(parser, file, codes, bag).Node(0);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _))
                bag.Error(codes.Syntax, At(file, parser.Current!.Start), "The file holds more than one document.", "Keep one, without '---' lines.");
            return root;
        }
        catch (YamlLimitException e)
        {
            bag.Error(e.Code, e.Position, e.Message);
            return null;
        }
        catch (YamlException e)
        {
            bag.Error(codes.Syntax, At(file, e.Start), $"This is not YAML: {FirstSentence(e)}.");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // YamlDotNet's scanner throws these instead of a YamlException for some damaged texts (an unclosed brace before a key, for one).
            bag.Error(codes.Syntax, At(file, parser.Current?.End ?? Mark.Empty), "This is not YAML: a brace, bracket or quote is not closed, or stands in the wrong place.");
            return null;
        }
    }

    private static Position At(string file, Mark mark) =>
        new(file, (int)Math.Clamp(mark.Line, 1, int.MaxValue), (int)Math.Clamp(mark.Column, 1, int.MaxValue));

    private static string FirstSentence(YamlException e)
    {
        var text = (e.InnerException?.Message ?? e.Message).ReplaceLineEndings(" ");
        return text.Trim().TrimEnd('.');
    }

    private sealed class YamlLimitException(string code, Position position, string message) : Exception(message)
    {
        public string Code { get; } = code;

        public Position Position { get; } = position;
    }

    private sealed class Builder(IParser parser, string file, YamlCodes codes, DiagnosticBag bag)
    {
        private int _nodes;

        public YamlNode Node(int depth)
        {
            var at = At(file, parser.Current!.Start);
            if (depth > MaxDepth)
                throw new YamlLimitException(codes.TooDeep, at, $"The file is nested more than {MaxDepth} levels deep.");
            if (++_nodes > MaxNodes)
                throw new YamlLimitException(codes.TooDeep, at, $"The file holds more than {MaxNodes} values.");
            if (parser.TryConsume<AnchorAlias>(out var alias))
                throw new YamlLimitException(codes.Alias, at, $"Aliases are not allowed ('*{alias.Value}'): write the value out.");
            if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
                throw new YamlLimitException(codes.Alias, at, $"Anchors are not allowed ('&{anchored.Anchor.Value}').");
            if (parser.TryConsume<Scalar>(out var scalar))
                return new YamlScalar(at, scalar.Value, scalar.Style != ScalarStyle.Plain);
            return parser.TryConsume<SequenceStart>(out _) ? Sequence(at, depth) : Mapping(at, depth);
        }

        private YamlSequence Sequence(Position at, int depth)
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Node(depth + 1));
            return new(at, items);
        }

        private YamlMapping Mapping(Position at, int depth)
        {
            parser.Consume<MappingStart>();
            var entries = new List<YamlEntry>();
            var seen = new Dictionary<string, Position>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Node(depth + 1);
                var value = Node(depth + 1);
                if (key is not YamlScalar name)
                    bag.Error(codes.Syntax, key.Position, "A key must be a plain word.");
                else if (seen.TryGetValue(name.Text, out var first))
                    bag.Error(codes.DuplicateKey, key.Position, $"'{name.Text}' stands here a second time; it was first given on line {first.Line}.");
                else
                {
                    seen[name.Text] = name.Position;
                    entries.Add(new(name, value));
                }
            }
            return new(at, entries);
        }
    }
}
