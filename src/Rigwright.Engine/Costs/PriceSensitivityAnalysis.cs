using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Costs;

/// <summary>
/// Finds the prices at which the order changes. The score is piecewise smooth in a price (the price term is linear between the ends of the budget, the
/// evidence term hyperbolic), so a threshold lies where two scores cross: looked for along the price and then halved down to a hundredth on the scores that
/// the planner gives. A device's price changes every rig that it is in.
/// </summary>
public sealed class PriceSensitivityAnalysis
{
    /// <summary>Ranked sets of devices that are asked about.</summary>
    public const int RankedOthers = 6;

    /// <summary>Sets of devices that only their price keeps out, the cheapest first, that are asked about.</summary>
    public const int PricedOut = 3;

    // Prices between now and the end of the range that are looked at before the stretch with the first change is halved.
    private const int Looks = 24;

    private const decimal Hundredth = 0.01m;

    // Prices are followed down to a twentieth and up to twice of what they are.
    private const int LeastDivisor = 20, MostFactor = 2;

    private readonly PurchaseRequirements _asked;
    private readonly DecisionField _field;
    private readonly Limits _limits;
    private readonly List<Assessment> _order;

    private readonly PartPriceAnalysis _parts;

    private PriceSensitivityAnalysis(PlanAnswer answer, DecisionField field, IReplanner replanner)
    {
        (_asked, _field, _parts) = (answer.Requirements, field, new(answer.Requirements, field, replanner));
        _limits = Limits.Of(_asked);
        _order = Order([]);
    }

    /// <summary>The sensitivities of a plan.</summary>
    /// <param name="answer">The plan.</param>
    /// <param name="field">Its field: the candidates under wider requirements.</param>
    /// <param name="replanner">Plans platforms without a part.</param>
    /// <returns>Null when nothing is feasible.</returns>
    public static PriceSensitivity? Of(PlanAnswer answer, DecisionField field, IReplanner replanner) =>
        answer.Ranked.Count == 0 || field.Find(answer.Ranked[0].Candidate.Id) is null ? null : new PriceSensitivityAnalysis(answer, field, replanner).Run();

    private PriceSensitivity Run()
    {
        var first = _order[0];
        var loses = first.Candidate.Devices.Select(d => Loses(first, d.Device)).OfType<PriceThreshold>().ToList();
        var parts = _parts.Of(first);
        var others = _order.Skip(1).Take(RankedOthers).Concat(PricedOutRigs()).Select(Thresholds).ToList();
        return new()
        {
            Currency = _asked.Budget.Max.Currency,
            WinnerLoses = loses,
            WinnerParts = parts,
            Others = others,
            MattersMost = loses.Concat(parts.Select(p => p.Loses).OfType<PriceThreshold>()).Concat(others.Select(o => o.Wins).OfType<PriceThreshold>()).MinBy(t => Math.Abs(t.Change)),
        };
    }

    private PriceThreshold? Loses(Assessment first, DeviceChoice device)
    {
        if (!device.Price.TryGet(out var quote))
            return null;
        var now = quote.Price;
        var to = Find(now.Amount, now.Amount * MostFactor, p => Winner(device, p) != first.Candidate.DeviceName);
        return to is not { } price ? null
            : new(device.Id, device.Name, now, new(price, now.Currency), TotalAt(first, device, price), Winner(device, price));
    }

    private string? Winner(DeviceChoice device, decimal price) => _field.Winner(_limits, [Change(device, price)])?.Candidate.DeviceName;

    private RigThresholds Thresholds(Assessment rig)
    {
        var place = Place(_order, rig);
        var levers = rig.Candidate.Prebuilt is null
            ? rig.Candidate.Devices.Where(d => d.Device.Price.IsKnown).Select(d => Lever(rig, d.Device)).ToList()
            : [PrebuiltLever(rig)];
        return new(rig.Candidate.Id, rig.Candidate.Name, place is { } p ? p + 1 : null, rig.Candidate.Total!.Value, Nearest(levers, l => l.MovesUp(place)), Nearest(levers, l => l.Wins()));
    }

    private static PriceThreshold? Nearest(IEnumerable<PriceLever> levers, Func<PriceLever, PriceThreshold?> of) => levers.Select(of).OfType<PriceThreshold>().MinBy(t => Math.Abs(t.Change));

    private PriceLever Lever(Assessment rig, DeviceChoice device) => new(
        device.Id, device.Name, device.Price.Value!.Price, rig, price => Order([Change(device, price)]), price => TotalAt(rig, device, price));

    // A vendor's model has one price: its own. It is scored again by itself and put among the others.
    private PriceLever PrebuiltLever(Assessment rig) => new(
        rig.Candidate.Prebuilt!.Id, rig.Candidate.Name, rig.Candidate.Total!.Value, rig, price => Order(WithTotal(rig, price)), price => new(price, rig.Candidate.Total.Value.Currency));

    private sealed record PriceLever(string Item, string Name, Money Now, Assessment Rig, Func<decimal, List<Assessment>> OrderAt, Func<decimal, Money> Total)
    {
        // Both questions look at the same prices first.
        private readonly Dictionary<decimal, int?> _places = [];

        public PriceThreshold? MovesUp(int? place) => At(Find(Now.Amount, Now.Amount / LeastDivisor, p => PlaceAt(p) is { } there && (place is null || there < place)));

        public PriceThreshold? Wins() => At(Find(Now.Amount, Now.Amount / LeastDivisor, p => PlaceAt(p) == 0));

        private int? PlaceAt(decimal price)
        {
            if (!_places.TryGetValue(price, out var place))
                _places[price] = place = Place(OrderAt(price), Rig);
            return place;
        }

        private PriceThreshold? At(decimal? price)
        {
            if (price is not { } to)
                return null;
            var order = OrderAt(to);
            var behind = order.Skip(Place(order, Rig)!.Value + 1).FirstOrDefault();
            return new(Item, Name, Now, new(to, Now.Currency), Total(to), behind?.Candidate.DeviceName);
        }
    }

    // The best platform of each set of devices, in order.
    private List<Assessment> Order(IReadOnlyList<PriceChange> prices) =>
        [.. _field.Rank(_limits, prices).Select(s => s.Plan).DistinctBy(a => a.Candidate.DeviceName)];

    private List<Assessment> Order(Assessment changed)
    {
        var others = _field.Rank(_limits, []).Where(s => s.Plan.Candidate.Id != changed.Candidate.Id);
        var all = changed.Candidate.Total!.Value <= _asked.Budget.Max ? others.Append(new(changed, changed.Score!.Value)) : others;
        return [.. all.OrderByDescending(s => Math.Round(s.Score, 3)).ThenBy(s => s.Plan.Candidate.Total!.Value.Amount).ThenBy(s => s.Plan.Candidate.Id, StringComparer.Ordinal)
            .Select(s => s.Plan).DistinctBy(a => a.Candidate.DeviceName)];
    }

    private Assessment WithTotal(Assessment rig, decimal price)
    {
        var total = new Money(price, rig.Candidate.Total!.Value.Currency);
        RigLine line = rig.Candidate.Rig.Lines[0] with { UnitPrice = total };
        var changed = rig with { Candidate = rig.Candidate with { Total = total, Rig = rig.Candidate.Rig with { Lines = [line] } } };
        return changed with { Score = Scoring.Of(changed, _asked) };
    }

    private IEnumerable<Assessment> PricedOutRigs()
    {
        var open = _limits with { Budget = _asked.Budget with { Max = _asked.Budget.Max * DecisionField.BudgetFactor } };
        var ranked = _order.Select(a => a.Candidate.DeviceName).ToHashSet(StringComparer.Ordinal);
        return _field.Rank(open, []).Select(s => s.Plan).Where(a => !ranked.Contains(a.Candidate.DeviceName) && !a.Candidate.IsMixed)
            .OrderBy(a => a.Candidate.Total!.Value.Amount).ThenBy(a => a.Candidate.Id, StringComparer.Ordinal).DistinctBy(a => a.Candidate.DeviceName).Take(PricedOut);
    }

    private static int? Place(List<Assessment> order, Assessment rig)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i].Candidate.DeviceName == rig.Candidate.DeviceName)
                return i;
        }
        return null;
    }

    private static PriceChange Change(DeviceChoice device, decimal price) => new(device.Id, new(price, device.Price.Value!.Price.Currency));

    private static Money TotalAt(Assessment rig, DeviceChoice device, decimal price)
    {
        var now = device.Price.Value!.Price;
        return rig.Candidate.Total!.Value + (new Money(price, now.Currency) - now) * rig.Candidate.Devices.Where(d => d.Device.Id == device.Id).Sum(d => d.Count);
    }

    /// <summary>The nearest price on the way to an end, to a hundredth, for which something holds; null when it holds at none that is looked at.</summary>
    private static decimal? Find(decimal from, decimal end, Func<decimal, bool> holds)
    {
        var before = from;
        for (var i = 1; i <= Looks; i++)
        {
            var price = decimal.Round(from + (end - from) * i / Looks, 2);
            if (!holds(price))
            {
                before = price;
                continue;
            }
            var (fails, found) = ((long)(before / Hundredth), (long)(price / Hundredth));
            while (Math.Abs(found - fails) > 1)
            {
                var middle = fails + (found - fails) / 2;
                if (holds(middle * Hundredth))
                    found = middle;
                else
                    fails = middle;
            }
            return found * Hundredth;
        }
        return null;
    }
}
