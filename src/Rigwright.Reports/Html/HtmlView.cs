using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rigwright.Reports.Documents;

namespace Rigwright.Reports.Html;

/// <summary>A document as one self-contained page: no script, nothing from the network, readable on paper, light and dark.</summary>
public static class HtmlView
{
    /// <summary>The page.</summary>
    public static string Of(Document document)
    {
        // Names are encoded where HTML needs it and stay readable elsewhere; the default encoder writes every × as a number.
        using var services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(Page.Document)] = document });
        // Nothing in these components waits for anything: the task is complete when it is returned.
        var html = renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Page>(parameters)).ToHtmlString()).GetAwaiter().GetResult();
        return "<!doctype html>\n" + html.ReplaceLineEndings("\n") + "\n";
    }
}
