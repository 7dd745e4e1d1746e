using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Graphs;

/// <content>Alternating updates (gemma3n.cpp): several residual streams of which one passes through each layer.</content>
internal sealed partial class LlamaCppGraph
{
    /// <summary>Layers with activation sparsity (n_layer_sparsity in models.h).</summary>
    private const int SparseLayers = 10;

    private int AltUpLayers(AltUp altUp, int hidden)
    {
        long width = _model.Hidden, tokens = _shape.Tokens;
        var target = Magnitude(hidden);
        var added = _g.MatMul(width, _g.Fresh(F32, width, tokens, altUp.Inputs - 1, 1, hidden));
        var scaled = _g.InPlace(_g.InPlace(added, target), Magnitude(added));
        var streams = _g.Fresh(F32, width, tokens, altUp.Inputs, 1, hidden, scaled);
        for (var l = 0; l < _model.Layers.Count; l++)
            streams = AltUpLayer(altUp, (SoftmaxAttention)_model.Layers[l].Mixers[0], (DenseFeedForward)_model.Layers[l].FeedForward!, streams, l);
        return Merge(altUp, streams);
    }

    private int AltUpLayer(AltUp altUp, SoftmaxAttention attention, DenseFeedForward feedForward, int streams, int layer)
    {
        var predictions = Predict(altUp, streams);
        var active = Stream(predictions);
        var normed = _g.Norm(active);
        var laurel = _g.InPlace(_g.Norm(_g.MatMul(_model.Hidden, _g.MatMul(altUp.LaurelRank, normed))), normed);
        var attended = _g.InPlace(_g.Norm(Attention(attention, normed)), active);
        var both = _g.InPlace(_g.InPlace(attended, laurel));
        var input = _g.Norm(both);
        var up = _g.MatMul(feedForward.Width, input);
        var gate = _g.MatMul(feedForward.Width, input);
        if (layer < SparseLayers)
            gate = Sparse(gate);
        var output = _g.Norm(_g.MatMul(_model.Hidden, _g.InPlace(up, _g.InPlace(gate))));
        return AddNarrow(altUp, Correct(altUp, predictions, _g.InPlace(output, both)));
    }

    private int Predict(AltUp altUp, int streams)
    {
        long width = _model.Hidden, tokens = _shape.Tokens, inputs = altUp.Inputs;
        var coefficients = _g.Reshape(_g.MatMul(inputs * inputs, Router(altUp, Stream(streams))), inputs, inputs, tokens);
        var turned = _g.Fresh(F32, inputs, width, tokens, 1, _g.SwapMiddle(streams));
        var mixed = _g.Fresh(F32, width, inputs, tokens, 1, turned, coefficients);
        return _g.InPlace(_g.Fresh(F32, width, tokens, inputs, 1, _g.SwapMiddle(mixed)), streams);
    }

    private int Correct(AltUp altUp, int predictions, int activated)
    {
        long width = _model.Hidden, tokens = _shape.Tokens, inputs = altUp.Inputs;
        var modalities = Router(altUp, activated);
        var innovation = _g.InPlace(activated, Stream(predictions));
        var coefficients = _g.Fresh(F32, 1, tokens, inputs, 1, _g.Transpose(_g.InPlace(_g.MatMul(inputs, modalities))));
        var repeated = _g.Fresh(F32, width, tokens, inputs, 1, innovation);
        return _g.InPlace(_g.InPlace(repeated, coefficients), predictions);
    }

    // The per-layer embedding enters all streams but the active one.
    private int AddNarrow(AltUp altUp, int corrected)
    {
        var all = _g[_perLayer];
        var mine = _g.Slice(_perLayer, all.Ne0, all.Ne1, 1, 1, all.Nb1, all.Nb2, all.Nb2);
        var narrow = _g.InPlace(_g.InPlace(_g.MatMul(all.Ne0, _g.InPlace(Stream(corrected)))), mine);
        var first = _g.Norm(_g.MatMul(_model.Hidden, narrow));
        var rest = _g.InPlace(OtherStreams(altUp, corrected), first);
        return _g.Fresh(F32, _model.Hidden, _shape.Tokens, altUp.Inputs, 1, Stream(corrected), rest);
    }

    private int Merge(AltUp altUp, int streams)
    {
        var target = Magnitude(Stream(streams));
        var others = _g.MatMul(_model.Hidden, OtherStreams(altUp, streams));
        var scaled = _g.InPlace(_g.InPlace(others, target), Magnitude(others));
        var sum = Stream(streams);
        for (var i = 0; i < altUp.Inputs - 1; i++)
            sum = _g.InPlace(sum, Stream(scaled));
        return Rows(_g.InPlace(sum));
    }

    private int Router(AltUp altUp, int x) => _g.InPlace(_g.MatMul(altUp.Inputs, _g.InPlace(_g.Norm(x))));

    private int Magnitude(int x)
    {
        var squared = _g.InPlace(x);
        return _g.InPlace(_g.Fresh(F32, 1, _g[x].Ne1, _g[x].Ne2, 1, squared));
    }

    // Keeps what lies above a cutoff of mean and deviation.
    private int Sparse(int x)
    {
        var mean = _g.Fresh(F32, 1, _shape.Tokens, 1, 1, x);
        var squares = _g.InPlace(_g.InPlace(x, mean));
        var deviation = _g.InPlace(_g.InPlace(_g.Fresh(F32, 1, _shape.Tokens, 1, 1, squares)));
        var cutoff = _g.InPlace(mean, _g.InPlace(deviation));
        return _g.InPlace(_g.InPlace(x, cutoff));
    }

    private int Stream(int streams)
    {
        var all = _g[streams];
        return _g.Slice(streams, all.Ne0, all.Ne1, 1, 1, all.Nb1, all.Nb2, all.Nb2);
    }

    private int OtherStreams(AltUp altUp, int streams)
    {
        var all = _g[streams];
        return _g.Slice(streams, all.Ne0, all.Ne1, altUp.Inputs - 1, 1, all.Nb1, all.Nb2, all.Nb2 * (altUp.Inputs - 1));
    }
}
