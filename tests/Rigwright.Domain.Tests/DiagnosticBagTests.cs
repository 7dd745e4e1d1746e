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
    public void Findings_come_in_the_order_of_the_file()
    {
        var bag = new DiagnosticBag();
        bag.Warning("RW0001", new("f", 9, 1), "late");
        bag.Error("RW0001", new("f", 2, 5), "early", "Did you mean 'x'?");

        bag.Items[0].ToString().ShouldBe("f:2:5: error RW0001: early Did you mean 'x'?");
        bag.HasErrors.ShouldBeTrue();
    }
}
