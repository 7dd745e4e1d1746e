using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Graphs;

/// <content>Feed-forward blocks (build_ffn, build_moe_ffn).</content>
internal sealed partial class LlamaCppGraph
{
    private int FeedForwardOf(FeedForward block, int x, int residual) => block switch
    {
        DenseFeedForward d => Dense(x, d.Width, d.Gated),
        MixtureOfExperts m when m.ParallelDenseWidth > 0 => BesideDense(m, x, residual),
        MixtureOfExperts m => WithShared(m, x),
        _ => x,
    };

    private int Dense(int x, long width, bool gated)
    {
        if (!gated)
            return _g.MatMul(_model.Hidden, _g.InPlace(_g.InPlace(_g.MatMul(width, x))));
        if (_traits.Fused)
            return _g.MatMul(_model.Hidden, _g.Fresh(F32, width, _g[x].Ne1, 1, 1, _g.MatMul(width * 2, x)));
        var up = _g.MatMul(width, x);
        var gate = _g.MatMul(width, x);
        return _g.MatMul(_model.Hidden, _g.FreshLike(gate, up));
    }

    private int WithShared(MixtureOfExperts m, int x)
    {
        var routed = m.LatentWidth > 0
            ? _g.MatMul(_model.Hidden, Experts(m, _g.MatMul(m.LatentWidth, x), Router(m, x)))
            : Experts(m, x, Router(m, x));
        if (m.SharedWidth == 0)
            return routed;
        var shared = Dense(x, m.SharedWidth, m.Gated);
        if (m.HasSharedGate)
            shared = _g.InPlace(shared, _g.InPlace(_g.MatMul(1, x)));
        return _g.InPlace(routed, shared);
    }

    // Gemma 4: a dense network and experts side by side, each with its own norms; the router sees the residual.
    private int BesideDense(MixtureOfExperts m, int x, int residual)
    {
        var dense = _g.Norm(Dense(x, m.ParallelDenseWidth, m.Gated));
        var expertInput = _g.Norm(residual);
        var logits = _g.MatMul(m.Experts, _g.InPlace(_g.Norm(residual)));
        return _g.InPlace(dense, _g.Norm(Experts(m, expertInput, logits)));
    }

    private int Router(MixtureOfExperts m, int x) => _g.MatMul(m.Experts, x);

    private int Experts(MixtureOfExperts m, int x, int logits)
    {
        long tokens = _g[x].Ne1, used = m.ExpertsPerToken;
        var probabilities = _traits.LateRouting ? logits : _g.InPlace(logits);
        var selection = m.HasRouterBias ? _g.InPlace(probabilities) : probabilities;
        var sorted = _g.Fresh(I32, m.Experts, tokens, 1, 1, selection);
        var chosen = _g.Slice(sorted, used, tokens, 1, 1, m.Experts * I32, m.Experts * I32 * tokens, m.Experts * I32 * tokens);
        var weights = RoutingWeights(m, probabilities, chosen, tokens);
        _g.Expand(weights);

        var width = _g[x].Ne0;
        var input = _g.Reshape(x, width, 1, tokens);
        if (_traits.WeightsFirst)
            input = _g.InPlace(_g.Fresh(F32, width, used, tokens, 1, input), weights);
        var up = _g.ExpertMatMul(m.ExpertWidth, input, chosen);
        var activated = m.Gated
            ? _g.FreshLike(_g.ExpertMatMul(m.ExpertWidth, input, chosen), up)
            : _g.InPlace(_g.InPlace(up));
        var experts = _g.ExpertMatMul(width, activated, chosen);
        if (!_traits.WeightsFirst)
            experts = _g.InPlace(experts, weights);
        _g.Expand(experts);
        return SumOfExperts(experts, width, used, tokens);
    }

    private int RoutingWeights(MixtureOfExperts m, int probabilities, int chosen, long tokens)
    {
        long used = m.ExpertsPerToken;
        var weights = _g.Fresh(F32, 1, used, tokens, 1, _g.Reshape(probabilities, 1, m.Experts, tokens), chosen);
        if (_traits.LateRouting)
            return _g.Reshape(_g.InPlace(_g.Reshape(weights, used, tokens)), 1, used, tokens);
        if (!_traits.NormedRouting)
            return weights;
        var flat = _g.Reshape(weights, used, tokens);
        var sum = _g.InPlace(_g.Fresh(F32, 1, tokens, 1, 1, flat));
        return _g.Reshape(_g.InPlace(flat, sum), 1, used, tokens);
    }

    private int SumOfExperts(int experts, long width, long used, long tokens)
    {
        var row = width * F32;
        Span<int> views = stackalloc int[(int)used];
        for (var i = 0; i < used; i++)
        {
            views[i] = _g.Slice(experts, width, tokens, 1, 1, row * used, row * used * tokens, row * used * tokens);
            _g.Expand(views[i]);
        }
        if (used == 1)
            return _g.Fresh(F32, width, tokens, 1, 1, views[0]);
        var sum = views[0];
        for (var i = 1; i < used; i++)
        {
            var next = _g.Fresh(F32, width, tokens, 1, 1, sum, views[i]);
            _g[next].Op = GraphOp.InPlace;
            _g.Expand(next);
            sum = next;
        }
        return sum;
    }

    private int _perLayer = -1;

    // Gemma 3n and the E models of Gemma 4 look a second embedding up and project the first: one narrow tensor for every layer.
    private int PerLayerInputs(int hidden)
    {
        if (_model.PerLayerEmbedding is not { } table)
            return -1;
        long width = table.Width, layers = _model.Layers.Count;
        var looked = _g.InPlace(_g.Reshape(_g.Fresh(F32, width * layers, _shape.Tokens, 1, 1, _g.Input(I32, _shape.Tokens)), width, layers, _shape.Tokens));
        _g.Expand(looked);
        var projected = _g.Norm(_g.Reshape(_g.InPlace(_g.MatMul(width * layers, hidden)), width, layers, _shape.Tokens));
        var sum = _g.InPlace(_g.InPlace(projected, looked));
        return _g.Fresh(F32, width, _shape.Tokens, layers, 1, _g.SwapMiddle(sum));
    }

    private int AddPerLayer(int current)
    {
        var all = _g[_perLayer];
        var mine = _g.Slice(_perLayer, all.Ne0, all.Ne1, 1, 1, all.Nb1, all.Nb2, all.Nb2);
        var gated = _g.InPlace(_g.InPlace(_g.MatMul(all.Ne0, current)), mine);
        return _g.InPlace(current, _g.Norm(_g.MatMul(_model.Hidden, gated)));
    }
}
