namespace Rigwright.Engine.Speed;

/// <summary>How much is known of the hardware and the model of a question.</summary>
public enum Novelty
{
    /// <summary>Both were measured.</summary>
    Known,

    /// <summary>No measurement of this hardware.</summary>
    NewHardware,

    /// <summary>No measurement of this model.</summary>
    NewModel,

    /// <summary>Neither was measured.</summary>
    NewBoth,
}

/// <summary>Where a prediction's error lies: regime effects on the logarithm of its size, and conformal factors (docs/formulas/decode.md).</summary>
/// <param name="Scale">ln(typical absolute log error) as a sum of regime effects.</param>
/// <param name="Factors">By group (<see cref="GroupOf"/>): how many such errors the 90 % interval reaches down and up (in log rate).</param>
/// <param name="Classes">By class of question (<see cref="ClassesOf"/>): what the interval is multiplied by, because its errors spread otherwise than the effects say.</param>
public sealed record SpreadModel(
    CoefficientSet Scale, IReadOnlyDictionary<string, (double Down, double Up)> Factors, IReadOnlyDictionary<string, double> Classes)
{
    /// <summary>The typical absolute log error.</summary>
    public double ScaleOf(IReadOnlyList<Effect> effects) => Math.Exp(Math.Clamp(Scale.Sum(effects), -5, 1.5));

    /// <summary>Log distances to the lower and upper end of the 90 % interval.</summary>
    public (double Down, double Up) Interval(SpeedQuery query, Novelty novelty, bool engineKnown)
    {
        var scale = ScaleOf(Effects(query, novelty, engineKnown)) * ClassFactor(ClassesOf(query, novelty));
        var (down, up) = Factors.TryGetValue(GroupOf(query, novelty), out var factors) ? factors : (3, 3);
        return (scale * down, scale * up);
    }

    /// <summary>The product of the classes' factors.</summary>
    public double ClassFactor(IReadOnlyList<string> classes)
    {
        var factor = 1.0;
        foreach (var name in classes)
            factor *= Classes.GetValueOrDefault(name, 1);
        return factor;
    }

    /// <summary>The classes of questions that must be covered each for itself.</summary>
    public static IReadOnlyList<string> ClassesOf(SpeedQuery query, Novelty novelty)
    {
        var load = (query.Streams > 1 ? "/batch/" : "/single/") + novelty;
        var classes = new List<string>(3);
        if (query.Model.IsHybrid)
            classes.Add("hybrid" + load);
        if (query.Model.IsLatent)
            classes.Add("latent" + load);
        if (query.Parallelism.Tensor > 1)
            classes.Add("tensor" + load);
        if (query.Parallelism.Stages > 1)
            classes.Add("stages" + load);
        return classes;
    }

    /// <summary>The group whose held-out errors an interval must cover: what is known, and dense, mixture or batch.</summary>
    public static string GroupOf(SpeedQuery query, Novelty novelty) =>
        novelty + (query.Streams > 1 ? "/batch" : query.Model.IsMoe ? "/mixture" : "/dense");

    /// <summary>The regime effects of a question.</summary>
    public static IReadOnlyList<Effect> Effects(SpeedQuery query, Novelty novelty, bool engineKnown)
    {
        var effects = new List<Effect>(12)
        {
            new("r", 1),
            new("r.be:" + query.Backend, 1),
            new("r.ep:" + EngineKey.ParentOf(query.Engine), 1),
            new("r.kind:" + DecodeTerms.Kind(query.Model), 1),
            new("r.fo:" + query.Device.Form, 1),
        };
        if (novelty is Novelty.NewHardware or Novelty.NewBoth)
            effects.Add(new("r.newhw", 1));
        if (novelty is Novelty.NewModel or Novelty.NewBoth)
            effects.Add(new("r.newmodel", 1));
        if (!engineKnown)
            effects.Add(new("r.newengine", 1));
        if (query.Streams > 1)
            effects.Add(new("r.batch", 1));
        if (query.Parallelism.Tensor > 1)
            effects.Add(new("r.tensor", 1));
        if (query.Parallelism.Stages > 1)
            effects.Add(new("r.stages", 1));
        if (query.Depth > 4096)
            effects.Add(new("r.deep", Math.Log2(query.Depth / 4096)));
        if (DecodeTerms.Age(query) > 1)
            effects.Add(new("r.old", 1));
        return effects;
    }
}
