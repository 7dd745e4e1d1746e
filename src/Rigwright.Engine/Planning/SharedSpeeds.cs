using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>Asks the concurrency model about chosen options: separate processes take turns on a device, one decode step each (docs/formulas/concurrency.md).</summary>
internal static class SharedSpeeds
{
    /// <summary>An option as the concurrency model sees it.</summary>
    public static SharedLoad Load(LayoutOption option)
    {
        var serving = option.Option.Serving;
        return new(serving.Role.Name, option.Alone, 1 / option.Alone.Value.TokensPerSecond, null, option.Option.Devices,
            serving.Split == SplitMode.Layer && option.Option.Devices.Count > 1, serving.Role.DutyCycle);
    }

    /// <summary>The placements of chosen options with their three speeds.</summary>
    public static IReadOnlyList<RolePlacement> Of(IReadOnlyList<LayoutOption> chosen)
    {
        var rates = ConcurrencyModel.Share([.. chosen.Select(Load)]);
        return
        [
            .. chosen.Select((option, i) => new RolePlacement
            {
                Option = option.Option,
                Demand = option.Demand,
                Choice = option.Choice,
                Alone = rates[i].Alone,
                AllActive = rates[i].AllActive,
                Expected = rates[i].Expected,
            }),
        ];
    }
}
