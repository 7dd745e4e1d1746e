using AngleSharp.Html.Parser;
using Markdig;
using Rigwright.App.Tests.Plan;
using Rigwright.Reports.Documents;
using Rigwright.Reports.Html;
using Rigwright.Reports.Plans;

namespace Rigwright.App.Tests.Documents;

/// <summary>Names come from catalogues and from users' files. Whatever they hold, a report shows it and nothing obeys it.</summary>
public sealed class HostileTextTests
{
    private static readonly MarkdownPipeline Hosting = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseMathematics().UseFootnotes().Build();

    public static TheoryData<string> Texts() => new(
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
        "[click](javascript:alert(1))", "![x](https://example.org/track.png)", "`code` *bold* __bold__ ~~gone~~ $x^2$", "| a | b |", "# heading", "- list", "1. list", "> quotation",
        "&lt;b&gt; &amp; &#x3c;", "a\r\n\r\n<b>b</b>", "</details><b>x</b>", "<!-- x", "---", "a  \nb", "[^1]: note");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Html_shows_the_text_and_gains_no_element(string text)
    {
        var page = new HtmlParser().ParseDocument(HtmlView.Of(DocumentMap.ForReaders(Everywhere(text), NumberStyle.English)));
        var plain = new HtmlParser().ParseDocument(HtmlView.Of(DocumentMap.ForReaders(Everywhere("harmless"), NumberStyle.English)));

        page.All.Length.ShouldBe(plain.All.Length);
        page.QuerySelector("h1")!.TextContent.ShouldBe(SafeText.OneLine(text));
        page.All.SelectMany(e => e.Attributes).ShouldNotContain(a => a.Name.StartsWith("on", StringComparison.Ordinal));
        page.QuerySelectorAll("script").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Markdown_renders_to_the_text_and_gains_no_element(string text)
    {
        var shown = Rendered(Everywhere(text));

        shown.QuerySelector("h1")!.TextContent.Trim().ShouldBe(SafeText.OneLine(text).Trim());
        shown.All.Length.ShouldBe(Rendered(Everywhere("harmless")).All.Length);
        shown.QuerySelectorAll("td").ShouldContain(c => c.TextContent.Trim() == SafeText.OneLine(text).Trim());
        shown.QuerySelectorAll("li").ShouldContain(c => c.TextContent.Trim() == SafeText.OneLine(text).Trim());
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("//example.org/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData(" https://example.org/")]
    [InlineData("")]
    public void An_address_that_is_not_of_the_web_is_no_link(string address) =>
        Link.To(address, "shop").ShouldBeOfType<Plain>().Text.ShouldBe("shop");

    [Fact]
    public void A_link_cannot_break_out_of_either_form()
    {
        var link = Link.To("https://example.org/a)b\"c<d>|e", "shop").ShouldBeOfType<Link>();
        var document = new Document("t", Words.None, [new Paragraph(link)]);

        var html = new HtmlParser().ParseDocument(HtmlView.Of(document)).QuerySelector("main a")!;
        var markdown = Rendered(document).QuerySelector("a")!;

        html.GetAttribute("href").ShouldBe(link.Address.AbsoluteUri);
        Uri.UnescapeDataString(markdown.GetAttribute("href")!).ShouldBe(Uri.UnescapeDataString(link.Address.AbsoluteUri));
        markdown.TextContent.ShouldBe("shop");
    }

    [Theory]
    [InlineData("a\u202eb", @"a\u202Eb")]
    [InlineData("\u001b[31mred", @"\u001B[31mred")]
    [InlineData("zero\u200bwidth\ufeff", @"zero\u200Bwidth\uFEFF")]
    [InlineData("tag\U000e0041", @"tag\uDB40\uDC41")]
    [InlineData("line\u2028end", @"line\u2028end")]
    [InlineData("bell\a\u0085\u009b", @"bell\u0007\u0085\u009B")]
    [InlineData("a\r\nb\tc", "a b c")]
    [InlineData("Zürich 日本 👩‍💻 naïve", "Zürich 日本 👩‍💻 naïve")]
    public void Hidden_characters_are_shown_as_their_escapes(string text, string shown) => SafeText.OneLine(text).ShouldBe(shown);

    [Fact]
    public void Half_a_character_becomes_the_sign_for_one_that_is_lost() => SafeText.OneLine("x\ud800y").ShouldBe("x\ufffdy");

    [Fact]
    public void The_name_of_the_requirements_is_neutral_in_every_format()
    {
        var answer = PlanFixture.Reference;
        answer = answer with { Requirements = answer.Requirements with { Name = "x\u202e\u001b[2J<script>alert(1)</script>" } };

        foreach (var format in new[] { "text", "markdown", "html", "json" })
        {
            var text = PlanOutput.Render(answer, format, 100, "./rig plan x.yaml");
            text.ShouldNotContain('\u202e', format);
            text.ShouldNotContain('\u001b', format);
            text.ShouldContain(@"\u202E", Case.Insensitive, format);
        }
        PlanOutput.Render(answer, "html", 100, "./rig plan x.yaml").ShouldNotContain("<script");
        PlanOutput.Render(answer, "markdown", 100, "./rig plan x.yaml").ShouldNotContain("<script");
    }

    // The text in every place that a document has.
    private static Document Everywhere(string text) => new(text, text,
    [
        new Section("a", text,
        [
            new Paragraph(text), new Paragraph(text, Tone.Answer), new Paragraph(new Strong(text)), new Points([text]), new KeyFigures([new(text, text, text)]),
            new Table(text, [text, Column.Name(text), Column.Number(text)], [Row.Of(text, text, text), Row.Total(text, text, text)]),
            new Fold(text, [new Paragraph(text)]),
        ]),
    ])
    { Footnotes = [text] };

    private static AngleSharp.Html.Dom.IHtmlDocument Rendered(Document document) =>
        new HtmlParser().ParseDocument(Markdown.ToHtml(MarkdownView.Of(DocumentMap.ForReaders(document, NumberStyle.English)), Hosting));
}
