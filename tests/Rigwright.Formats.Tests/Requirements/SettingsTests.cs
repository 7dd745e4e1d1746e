using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Requirements;
using Rigwright.TestKit;

namespace Rigwright.Formats.Tests.Requirements;

/// <summary>A setting is read as the file is: same units, same checks, same codes.</summary>
public sealed class SettingsTests
{
    private static readonly Domain.Catalogues.Catalogue Shipped = CatalogueReader.Read(Repository.PathOf("data")).Value!;

    private static readonly string Example = Repository.PathOf("examples", "home-office.yaml");

    [Fact]
    public void Settings_replace_the_values_of_the_file()
    {
        var r = Read("budget.max=12000CHF", "memory.min=120GB", "noise=silent", "conditions=new,used", "roles.main.context=100000", "roles.sub-agents.decode.min=12 tok/s",
            "weights.price=30", "platforms.deny=apple", "minimum_holds=alone", "roles.main.models=openai/gpt-oss-20b:MXFP4").Value!;

        r.Budget.Max.ShouldBe(Money.Chf(12_000));
        r.Memory.Min.ShouldBe(ByteSize.FromGB(120));
        r.Noise.Word.ShouldBe("silent");
        r.Conditions.ShouldBe([Domain.Offers.Condition.New, Domain.Offers.Condition.Used]);
        r.Roles[0].ContextPerStream.ShouldBe(100_000);
        r.Roles[0].DecodeDepth.ShouldBe(50_000);
        r.Roles[0].Candidates.ShouldHaveSingleItem().Model.Id.Value.ShouldBe("openai/gpt-oss-20b");
        r.Roles[1].DecodeMinimum.TokensPerSecond.ShouldBe(12);
        r.Weights.Price.ShouldBe(30);
        r.Platforms.Deny.ShouldBe(["apple"]);
        r.MinimumHolds.ShouldBe(MinimumBasis.Alone);
    }

    [Theory]
    [InlineData("budgt.max=3", "RW2022", "Did you mean 'budget'?")]
    [InlineData("roles.mian.context=5", "RW2022", "Did you mean 'main'?")]
    [InlineData("roles.main=5", "RW2022", "name one of its keys")]
    [InlineData("noise.max=5", "RW2022", "has no key 'max'")]
    [InlineData("budget.max=12000EUR", "RW2022", "the file's budget is in CHF")]
    [InlineData("nothing", "RW2022", "is not KEY=VALUE")]
    [InlineData("budget.maxx=1", "RW2006", "Did you mean 'max'?")]
    [InlineData("noise=quite", "RW2013", "Did you mean 'quiet'?")]
    [InlineData("memory.min=96", "RW2011", "has no unit")]
    [InlineData("roles.main.context=9999999", "RW2017", "was made for at most")]
    [InlineData("budget.max=1000", "RW2017", "is above 'max'")]
    public void A_setting_that_does_not_fit_is_reported_with_the_way_out(string setting, string code, string says)
    {
        var loaded = Read(setting);

        loaded.Value.ShouldBeNull();
        loaded.Diagnostics.ShouldContain(d => d.Code == code && d.ToString().Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_that_does_not_fit_is_reported() => Read("x", "y=1", "noise=quite").Diagnostics.Count.ShouldBe(3);

    private static Domain.Diagnostics.Loaded<PurchaseRequirements> Read(params string[] settings) => RequirementsReader.Read(Example, Shipped, settings);
}
