using System.Globalization;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>One number that may change while everything else stays: a limit, a weight, a price. Values are whole multiples of a resolution, so that the
/// value that is shown is the value that was tried.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Key">Its key as <c>--set</c> takes it, or the name of a price.</param>
/// <param name="From">The value now.</param>
/// <param name="Low">The lowest value that is tried.</param>
/// <param name="High">The highest value that is tried.</param>
/// <param name="Resolution">The step between values.</param>
/// <param name="Show">A value with its unit, as <c>--set</c> takes it.</param>
/// <param name="Apply">The requirements at a value.</param>
internal sealed record Dimension(
    ChangeKind Kind, string Key, double From, double Low, double High, double Resolution, Func<double, string> Show, Func<PurchaseRequirements, double, PurchaseRequirements> Apply)
{
    // Values between here and the ends of the range at which a first look is taken; what lies between two looks is then halved.
    private const int Looks = 48;

    /// <summary>The price at a value, where the dimension is one.</summary>
    public Func<double, PriceChange>? Price { get; init; }

    /// <summary>How large a change is; a share of the value now unless stated otherwise.</summary>
    public Func<double, double, double> Measure { get; init; } = static (from, to) => Math.Abs(to - from) / Math.Max(Math.Abs(from), 1e-9);

    /// <summary>Values at which something is known to happen; they are looked at too.</summary>
    public IReadOnlyList<double> Critical { get; init; } = [];

    /// <summary>How large a change to a value is.</summary>
    public double Size(double to) => Measure(From, to);

    /// <summary>The change to a value.</summary>
    public Change To(double value)
    {
        var apply = Apply;
        return new(Kind, Key, Show(From), Show(value), Size(value), r => apply(r, value)) { Price = Price?.Invoke(value) };
    }

    /// <summary>The nearest value in either direction for which something holds, to the resolution; null when none was found. What holds in a gap narrower
    /// than the looks is only found at a critical value.</summary>
    public double? Nearest(Func<double, bool> holds, double largestSize = double.MaxValue)
    {
        var (down, up) = (Towards(Low, holds, largestSize), Towards(High, holds, largestSize));
        return down is null ? up : up is null ? down : Size(down.Value) <= Size(up.Value) ? down : up;
    }

    /// <summary>The values that are looked at, nearest first.</summary>
    public IEnumerable<double> Values() => Outward(Low).Concat(Outward(High)).OrderBy(Size);

    private IEnumerable<double> Outward(double end)
    {
        var step = (end - From) / Looks;
        if (Math.Abs(step) < 1e-12)
            return [];
        var marks = Enumerable.Range(1, Looks).Select(i => From + i * step).Concat(Critical.Where(c => end > From ? c > From && c <= end : c < From && c >= end));
        return marks.Select(m => OnGrid(m, end)).Where(m => m != From).Distinct().OrderBy(Size);
    }

    /// <summary>The value of the grid nearest to the value now within an interval, for which something holds; the steps beside the interval's end are tried, because a tie is decided by price.</summary>
    public double? NearestOnGrid(double least, double most, Func<double, bool> holds)
    {
        var (from, step) = From < least ? ((long)Math.Ceiling(least / Resolution - 1e-9), 1) : ((long)Math.Floor(most / Resolution + 1e-9), -1);
        for (var steps = from; Math.Abs(steps - from) <= 2; steps += step)
        {
            if (Value(steps) >= Low && Value(steps) <= High && holds(Value(steps)))
                return Value(steps);
        }
        return null;
    }

    private double? Towards(double end, Func<double, bool> holds, double largestSize)
    {
        var before = From;
        foreach (var value in Outward(end))
        {
            if (Size(Closer(before, value)) > largestSize)
                return null;
            if (holds(value))
                return Halve(before, value, holds);
            before = value;
        }
        return null;
    }

    private double Closer(double a, double b) => Size(a) < Size(b) ? a : b;

    private double Halve(double fails, double holds, Func<double, bool> test)
    {
        var (a, b) = ((long)Math.Round(fails / Resolution), (long)Math.Round(holds / Resolution));
        while (Math.Abs(b - a) > 1)
        {
            var middle = a + (b - a) / 2;
            if (test(Value(middle)))
                b = middle;
            else
                a = middle;
        }
        return Value(b);
    }

    private double OnGrid(double value, double end) => Value(end > From ? (long)Math.Ceiling(value / Resolution - 1e-9) : (long)Math.Floor(value / Resolution + 1e-9));

    // A decimal product: 433 × 0.1 is 43.3 and nothing after it.
    private double Value(long steps) => (double)(steps * (decimal)Resolution);

    public static Dimension Budget(PurchaseRequirements r, DecisionField field) =>
        new(ChangeKind.Limit, "budget.max", (double)r.Budget.Max.Amount, Math.Max(Math.Ceiling((double)r.Budget.Min.Amount) + 1, Math.Ceiling((double)r.Budget.Max.Amount / 10)),
            (double)r.Budget.Max.Amount * DecisionField.BudgetFactor, 1, v => Change.Number(v) + r.Budget.Max.Currency,
            (q, v) => q with { Budget = q.Budget with { Max = new((decimal)v, q.Budget.Max.Currency) } })
        {
            Critical = [.. field.Candidates.Select(c => (double)c.Candidate.Total!.Value.Amount).SelectMany(t => new[] { t, Math.Ceiling(t) - 1 })],
        };

    public static Dimension? Noise(PurchaseRequirements r) => r.Noise.Limit is not { } limit ? null
        : new(ChangeKind.Limit, "noise", limit.DecibelA, 15, 70, 0.1, v => Change.Number(v) + " dBA", (q, v) => q with { Noise = new(null, SoundLevel.FromDecibelA(v)) }) { Measure = Loudness };

    /// <summary>10 dB are heard as twice as loud.</summary>
    public static double Loudness(double from, double to) => Math.Pow(2, Math.Abs(to - from) / 10) - 1;

    public static Dimension Memory(PurchaseRequirements r, DecisionField field) =>
        new(ChangeKind.Limit, "memory.min", r.Memory.Min.GB, Math.Ceiling(r.Memory.Min.GB / DecisionField.MemoryDivisor), r.Memory.Min.GB * 4, 0.1, v => Change.Number(v) + " GB", (q, v) => MemoryAt(q, ByteSize.FromGB(v)))
        {
            Critical = [.. field.Candidates.SelectMany(c => new[] { c.Candidate.Memory.GB, c.Candidate.Memory.GB + 0.1 })],
        };

    /// <summary>Another minimum of memory; a target below it moves along.</summary>
    public static PurchaseRequirements MemoryAt(PurchaseRequirements r, ByteSize min) => r with { Memory = new(min, r.Memory.Target < min ? min : r.Memory.Target) };

    public static IEnumerable<Dimension> Weights(PurchaseRequirements r)
    {
        var w = r.Weights;
        (string Name, double Value, Func<ScoreWeights, double, ScoreWeights> With)[] all =
        [
            ("targets", w.Targets, (x, v) => x with { Targets = v }), ("speed", w.Speed, (x, v) => x with { Speed = v }), ("memory", w.Memory, (x, v) => x with { Memory = v }),
            ("price", w.Price, (x, v) => x with { Price = v }), ("noise", w.Noise, (x, v) => x with { Noise = v }), ("power", w.Power, (x, v) => x with { Power = v }),
            ("headroom", w.Headroom, (x, v) => x with { Headroom = v }), ("evidence", w.Evidence, (x, v) => x with { Evidence = v }), ("simplicity", w.Simplicity, (x, v) => x with { Simplicity = v }),
        ];
        // A weight counts against the sum of all: doubling a weight of 4 is less than doubling one of 30.
        return all.Select(t => new Dimension(ChangeKind.Requirement, $"weights.{t.Name}", t.Value, 0, w.Total, 0.1, Change.Number, (q, v) => q with { Weights = t.With(q.Weights, v) })
        {
            Measure = (from, to) => 2 * Math.Abs(to - from) / w.Total,
        });
    }

    public static Dimension? PriceOf(DeviceChoice device, bool falls) => !device.Price.TryGet(out var quote) ? null
        : new(ChangeKind.Price, $"price of {device.Name}", (double)quote.Price.Amount, falls ? Math.Ceiling((double)quote.Price.Amount / 20) : (double)quote.Price.Amount,
            falls ? (double)quote.Price.Amount : 2 * (double)quote.Price.Amount, 1, v => string.Create(CultureInfo.InvariantCulture, $"{quote.Price.Currency} {v:#,##0}"), (q, _) => q)
        {
            Price = v => new(device.Id, new((decimal)v, quote.Price.Currency)),
        };
}
