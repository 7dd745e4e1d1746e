using System.Text.Json;
using Microsoft.Playwright;

namespace Rigwright.Browser.Tests;

/// <summary>The report as a reader meets it: in a browser, on a desk and on a telephone, light and dark, and on paper.</summary>
public sealed class ReportInBrowserTests(BrowserFixture browser)
{
    private static readonly Screen[] Screens =
        [new("desktop-light", 1280, 900, false), new("desktop-dark", 1280, 900, true), new("phone-light", 360, 740, false), new("phone-dark", 360, 740, true)];

    private static readonly Screen Tablet = new("tablet-light", 768, 1024, false);

    // The whole report on every screen; the odd ones where there is least room.
    public static TheoryData<string, Screen> Pages() => new([.. Screens.Select(s => ("reference", s)), ("reference", Tablet), ("hostile", Screens[0]), ("hostile", Screens[3]), ("nothing-fits", Screens[2])]);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_page_is_quiet_fits_its_width_and_is_accessible(string name, Screen screen)
    {
        await using var open = await browser.Open(Reports.Path(name), screen);
        var page = open.Page;
        await page.ScreenshotAsync(new() { Path = Path.Combine(BrowserFixture.Artifacts, $"{name}-{screen}.png"), FullPage = true });

        open.Said.ShouldBeEmpty();
        open.Requests.ShouldHaveSingleItem();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0);
        (await Wide(page)).ShouldBeEmpty();
        (await page.TitleAsync()).ShouldNotBe("taken");
        await Axe(page);
    }

    /// <summary>The picture in the README is of the report as it is; RIGWRIGHT_UPDATE_SNAPSHOTS=1 takes it anew.</summary>
    [Fact]
    public async Task The_readme_shows_the_top_of_the_report()
    {
        var picture = Repository.PathOf("docs", "report.png");
        if (Environment.GetEnvironmentVariable("RIGWRIGHT_UPDATE_SNAPSHOTS") == "1")
        {
            await using var open = await browser.Open(Reports.Path("reference"), new("readme", 1080, 1500, false));
            await open.Page.ScreenshotAsync(new() { Path = picture });
        }

        // Letters are drawn differently from machine to machine, so the picture is not compared byte by byte.
        new FileInfo(picture).Length.ShouldBeInRange(20_000, 400_000);
        File.ReadAllText(Repository.PathOf("README.md")).ShouldContain("(docs/report.png)");
    }

    [Fact]
    public void The_shipped_report_is_what_the_command_writes()
    {
        var result = RigProcess.Run("plan", "examples/home-office.yaml", "--as-of", "2026-02-17", "--format", "html");

        result.ExitCode.ShouldBe(0, result.Error);
        Snapshot.MatchFile(result.Out, Repository.PathOf("examples", "home-office-report.html"));
    }

    [Fact]
    public async Task Every_chart_has_a_title_a_description_and_its_numbers()
    {
        await using var open = await browser.Open(Reports.Path("reference"), Screens[0]);

        var figures = await open.Page.EvaluateAsync<JsonElement>("""
            [...document.querySelectorAll('figure')].map(f => ({ id: f.id, title: f.querySelector('svg[role=img] > title')?.textContent ?? '',
              description: f.querySelector('svg[role=img] > desc')?.textContent ?? '', rows: f.querySelectorAll('tbody tr').length }))
            """);

        figures.GetArrayLength().ShouldBeGreaterThan(3);
        foreach (var figure in figures.EnumerateArray())
        {
            var id = figure.GetProperty("id").GetString();
            figure.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace(id);
            figure.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace(id);
            figure.GetProperty("rows").GetInt32().ShouldBeGreaterThan(0, id);
        }
    }

    [Fact]
    public async Task Letters_in_charts_neither_leave_the_page_nor_shrink_on_a_telephone()
    {
        await using var open = await browser.Open(Reports.Path("reference"), Screens[2]);

        var letters = await open.Page.EvaluateAsync<JsonElement>("""
            [...document.querySelectorAll('svg.chart text')].filter(t => t.textContent.trim()).map(t => { const b = t.getBoundingClientRect();
              return { text: t.textContent, left: b.left, right: innerWidth - b.right, height: b.height }; }).filter(t => t.left < -1 || t.right < -1 || t.height < 9)
            """);

        letters.ToString().ShouldBe("[]");
    }

    [Fact]
    public async Task What_caps_and_editions_change_is_shown_with_every_level_above_the_limit_marked()
    {
        await using var open = await browser.Open(Reports.Path("reference"), Screens[2]);
        await open.Page.Locator("#variants").ScreenshotAsync(new() { Path = Path.Combine(BrowserFixture.Artifacts, "variants-phone-light.png") });

        var cells = await open.Page.EvaluateAsync<JsonElement>("""
            [...document.querySelectorAll('#variants td[data-label=dBA]')].map(c => ({ level: parseFloat(c.textContent.replace('~', '')), marked: c.querySelector('strong')?.textContent ?? '' }))
            """);

        cells.GetArrayLength().ShouldBeGreaterThan(5);
        foreach (var cell in cells.EnumerateArray())
        {
            // The reference limit is 40 dBA.
            var over = cell.GetProperty("level").GetDouble() - 40;
            cell.GetProperty("marked").GetString().ShouldBe(over > 0 ? FormattableString.Invariant($"{over:0} above") : "");
        }
        (await open.Page.Locator("a[href='#variants']").CountAsync()).ShouldBe(2, "from the contents and from the answer");
    }

    [Fact]
    public async Task The_keyboard_walks_through_the_page_in_its_order()
    {
        await using var open = await browser.Open(Reports.Path("reference"), Screens[0]);

        var places = new List<int>();
        for (var i = 0; i < 12; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            places.Add(await open.Page.EvaluateAsync<int>("[...document.querySelectorAll('*')].indexOf(document.activeElement)"));
        }

        places.ShouldBeInOrder();
        places.Distinct().Count().ShouldBe(places.Count);
    }

    [Fact]
    public async Task Every_jump_within_the_page_has_its_place_and_every_id_is_unique()
    {
        await using var open = await browser.Open(Reports.Path("reference"), Screens[0]);

        (await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href')).filter(h => !document.getElementById(h.slice(1)))")).ShouldBeEmpty();
        (await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)")).ShouldBeEmpty();
    }

    [Fact]
    public async Task On_paper_nothing_stays_folded_and_the_navigation_is_left_out()
    {
        await using var open = await browser.Open(Reports.Path("reference"), Screens[0]);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });

        // The browser unfolds with its next layout, which a busy machine makes late; what stays folded runs into the time limit.
        await open.Page.WaitForFunctionAsync("[...document.querySelectorAll('details :is(li, td, pre)')].every(e => e.checkVisibility({ contentVisibilityAuto: true }))");
        (await open.Page.Locator("nav").IsVisibleAsync()).ShouldBeFalse();
        await open.Page.PdfAsync(new() { Path = Path.Combine(BrowserFixture.Artifacts, "reference.pdf"), Format = "A4", Margin = new() { Top = "15mm", Bottom = "15mm", Left = "15mm", Right = "15mm" } });
    }

    // Wider than the page although the page itself does not scroll: clipped.
    private static Task<string[]> Wide(IPage page) => page.EvaluateAsync<string[]>("""
        [...document.querySelectorAll('main *, header *, footer *')].filter(e => !e.closest('svg') && !e.closest('thead') && e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
          .map(e => e.tagName + ' ' + e.className + ' ' + e.textContent.slice(0, 40))
        """);

    private async Task Axe(IPage page)
    {
        Assert.SkipWhen(browser.Axe is null, "axe-core is missing: ./test installs it with npm.");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await page.EvaluateAsync(browser.Axe);
        var result = await page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] })");
        result.GetProperty("violations").EnumerateArray().Select(v => $"{v.GetProperty("id").GetString()}: {v.GetProperty("help").GetString()} "
            + string.Join(" | ", v.GetProperty("nodes").EnumerateArray().Take(3).Select(n => n.GetProperty("target").ToString()))).ShouldBeEmpty();
    }
}
