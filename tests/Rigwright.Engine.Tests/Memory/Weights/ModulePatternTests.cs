using System.Text.RegularExpressions;
using Rigwright.Engine.Memory.Weights;

namespace Rigwright.Engine.Tests.Memory.Weights;

public sealed class ModulePatternTests
{
    [Fact]
    public void A_star_means_what_the_regular_expression_of_it_means()
    {
        var random = new Random(20260217);
        var (matched, tried) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            // Few letters, so that stars must try again and again.
            var pattern = Letters(random, "ab.*", 7);
            var name = Letters(random, "ab.", 9);
            if (!pattern.Contains('*', StringComparison.Ordinal))
                continue;

            var expected = new Regex("^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "($|\\.)");
            new ModulePattern(pattern).IsMatch(name).ShouldBe(expected.IsMatch(name) || expected.IsMatch("model." + name), $"{pattern} against {name}");
            matched += expected.IsMatch(name) ? 1 : 0;
            tried++;
        }
        matched.ShouldBeInRange(tried / 20, tried - tried / 20);
    }

    [Theory]
    [InlineData("model.layers.*.self_attn", "layers.17.self_attn.q_proj", true)]
    [InlineData("model.layers.*.self_attn", "layers.17.mlp.router", false)]
    [InlineData("model.layers.*.mlp.router", "layers.3.mlp.router", true)]
    [InlineData("model.layers.*.mlp.router", "layers.3.mlp.router_bias", false)]
    public void Patterns_of_published_checkpoints_name_their_modules(string pattern, string module, bool expected) =>
        new ModulePattern(pattern).IsMatch(module).ShouldBe(expected);

    private static string Letters(Random random, string of, int most) => new([.. Enumerable.Range(0, 1 + random.Next(most)).Select(_ => of[random.Next(of.Length)])]);
}
