using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Rigwright.Browser.Tests.BrowserFixture))]

namespace Rigwright.Browser.Tests;

/// <summary>One headless Chromium for all tests, and the pages that the program writes for them.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where pages and pictures are left for people to look at.</summary>
    public static string Artifacts { get; } = Repository.PathOf("artifacts", "browser");

    /// <summary>The rules of accessibility; null where they were not installed.</summary>
    public string? Axe { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Artifacts);
        var axe = Repository.PathOf("tests", "Rigwright.Browser.Tests", "node_modules", "axe-core", "axe.min.js");
        Axe = File.Exists(axe) ? await File.ReadAllTextAsync(axe) : null;
        if (Environment.GetEnvironmentVariable("RIGWRIGHT_CHROMIUM") is { Length: > 0 } named)
            await Launch(named);
        else if (Places.FirstOrDefault(File.Exists) is { } found)
            await Launch(found);
    }

    private async Task Launch(string path)
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Headless = true,
            Args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"],
        });
    }

    /// <summary>A page of its own; what it says on its console is collected.</summary>
    public async Task<OpenPage> Open(string file, Screen screen)
    {
        Assert.SkipWhen(_browser is null, "Chromium is missing: ./test installs it where apt-get may; or name one with RIGWRIGHT_CHROMIUM.");
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = true,
            // A request would be a fault: the page is to need nothing but itself.
            Offline = true,
        });
        var page = await context.NewPageAsync();
        var open = new OpenPage(page, context);
        page.Console += (_, message) => open.Said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => open.Said.Add("error: " + error);
        page.Request += (_, request) => open.Requests.Add(request.Url);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return open;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A screen to look at a page on.</summary>
public sealed record Screen(string Name, int Width, int Height, bool Dark)
{
    public override string ToString() => Name;
}

/// <summary>An opened page.</summary>
public sealed class OpenPage(IPage page, IBrowserContext context) : IAsyncDisposable
{
    public IPage Page => page;

    /// <summary>Everything on its console.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Everything it asked for.</summary>
    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
