using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Tests.Search;

public sealed class ParetoFrontTests
{
    private sealed record Point(int Id, double? Price, double? Speed, double? Noise);

    private static readonly Objective<Point>[] Objectives =
    [
        new("price", p => p.Price, Better.Less), new("speed", p => p.Speed, Better.More), new("noise", p => p.Noise, Better.Less),
    ];

    [Fact]
    public void The_front_is_what_a_comparison_of_all_pairs_leaves()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var points = Enumerable.Range(0, 40).Select(i => new Point(i, random.Next(6), random.Next(5) is 4 ? null : random.Next(6), random.Next(6))).ToList();

            var front = ParetoFront.Of(points, Objectives);

            front.ShouldBe(points.Where(p => !points.Exists(q => Beats(q, p))));
        }
    }

    [Fact]
    public void Equal_candidates_all_stay() =>
        ParetoFront.Of([new Point(1, 10, 5, 3), new Point(2, 10, 5, 3)], Objectives).Count.ShouldBe(2);

    [Fact]
    public void An_unknown_value_beats_nothing() =>
        ParetoFront.Of([new Point(1, 10, null, 3), new Point(2, 10, 1, 3)], Objectives).Select(p => p.Id).ShouldBe([2]);

    private static bool Beats(Point a, Point b)
    {
        double[] x = Costs(a), y = Costs(b);
        return x.Zip(y).All(p => p.First <= p.Second) && x.Zip(y).Any(p => p.First < p.Second);
    }

    private static double[] Costs(Point p) => [p.Price ?? double.PositiveInfinity, -(p.Speed ?? double.NegativeInfinity), p.Noise ?? double.PositiveInfinity];
}
