using Rigwright.Domain.Diagnostics;

namespace Rigwright.Domain.Tests;

public sealed class DiagnosticBagTests
{
    [Fact]
    public void A_hostile_file_cannot_fill_the_screen_but_every_finding_is_counted()
    {
        var bag = new DiagnosticBag();
        for (var i = 0; i < DiagnosticBag.Limit + 5; i++)
            bag.Error("RW0001", new("f", i + 1, 1), "bad");

        bag.Items.Count.ShouldBe(DiagnosticBag.Limit + 1);
        bag.Items[^1].Code.ShouldBe("RW0001");
        bag.Items[^1].Message.ShouldContain("5 further");
    }

    [Fact]
    public void A_bag_in_a_bag_counts_every_finding_once()
    {
        var inner = new DiagnosticBag();
        for (var i = 0; i < 10_000; i++)
            inner.Error("RW9999", new("f", i + 1, 1), "bad");
        var outer = new DiagnosticBag();
        outer.Warning("RW9999", new("e", 1, 1), "first");

        outer.AddRange(inner.Items);

        outer.Items.Count.ShouldBe(DiagnosticBag.Limit + 1);
        outer.Items[^1].Message.ShouldBe("9001 further findings are not shown.");
        outer.Items[^1].Severity.ShouldBe(DiagnosticSeverity.Error);
    }

    [Fact]
    public void Ten_thousand_warnings_are_no_error_and_hide_none()
    {
        var bag = new DiagnosticBag();
        for (var i = 0; i < 10_000; i++)
            bag.Warning("RW9999", new("f", i + 1, 1), "odd");
        bag.Items[^1].ToString().ShouldBe("f:1000:1: warning RW0001: 9000 further findings are not shown.");
        bag.HasErrors.ShouldBeFalse();

        bag.Error("RW9999", new("f", 10_001, 1), "bad");

        bag.HasErrors.ShouldBeTrue();
        bag.Items.ShouldContain(d => d.Severity == DiagnosticSeverity.Error && d.Position.Line == 10_001);
        bag.Items[^1].Severity.ShouldBe(DiagnosticSeverity.Warning);
    }

    [Fact]
    public void Findings_come_in_the_order_of_the_file()
    {
        var bag = new DiagnosticBag();
        bag.Warning("RW0001", new("f", 9, 1), "late");
        bag.Error("RW0001", new("f", 2, 5), "early", "Did you mean 'x'?");

        bag.Items[0].ToString().ShouldBe("f:2:5: error RW0001: early Did you mean 'x'?");
        bag.HasErrors.ShouldBeTrue();
    }
}
