using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Graphs;

/// <content>Recurrent mixers (delta-net-base.cpp, mamba-base.cpp, lfm2.cpp).</content>
internal sealed partial class LlamaCppGraph
{
    private int Recurrent(RecurrentMixer r, int x) => r.Kind switch
    {
        RecurrentKind.GatedDeltaNet or RecurrentKind.KimiDelta => DeltaNet(r, x),
        RecurrentKind.ShortConvolution => ShortConvolution(r, x),
        _ => Mamba(r, x),
    };

    private int DeltaNet(RecurrentMixer r, int x)
    {
        long tokens = _shape.Tokens, perSequence = tokens / _shape.Sequences, sequences = _shape.Sequences;
        long heads = r.Heads, headDim = r.InnerSize / Math.Max(1, heads);
        var channels = r.ConvElements / Math.Max(1, r.ConvKernel - 1);
        var mixed = _g.Reshape(_g.MatMul(channels, x), channels, perSequence, sequences);
        var z = _g.MatMul(r.InnerSize, x);
        var beta = _g.InPlace(_g.Reshape(_g.MatMul(heads, x), 1, heads, perSequence, sequences));
        var alpha = _g.Reshape(_g.MatMul(heads, x), heads, perSequence, sequences);
        var gate = _g.Reshape(_g.InPlace(_g.InPlace(_g.InPlace(alpha))), 1, heads, perSequence, sequences);

        var convolved = Convolution(r, channels, mixed, perSequence, sequences);
        var state = LoadState(r.StateElements, sequences);
        var row = channels * F32;
        var q = Normed(_g.Slice(convolved, r.StateSize, r.Groups, perSequence, sequences, r.StateSize * F32, row, row * perSequence));
        var k = Normed(_g.Slice(convolved, r.StateSize, r.Groups, perSequence, sequences, r.StateSize * F32, row, row * perSequence));
        var v = _g.Slice(convolved, headDim, heads, perSequence, sequences, headDim * F32, row, row * perSequence);
        var result = _g.Fresh(F32, r.InnerSize, tokens + r.StateElements / r.InnerSize * sequences, 1, 1, q, k, v, gate, beta, state);
        var output = _g.Slice(result, headDim, heads, perSequence, sequences, headDim * F32, r.InnerSize * F32, r.InnerSize * F32 * perSequence);
        var newState = _g.Reshape(result, r.StateElements, sequences);
        _g.Expand(_g.CopyInto(newState, _g.External(F32, r.StateElements, sequences)));
        var gated = _g.InPlace(_g.Norm(output), _g.InPlace(_g.Reshape(z, headDim, heads, perSequence, sequences)));
        return _g.Reshape(_g.MatMul(_model.Hidden, _g.Reshape(gated, r.InnerSize, perSequence, sequences)), _model.Hidden, tokens);
    }

    private int Normed(int x) => _g.InPlace(_g.InPlace(x));

    // conv_states and the new columns side by side, the last columns stored back, then the convolution and its activation.
    private int Convolution(RecurrentMixer r, long channels, int mixed, long perSequence, long sequences)
    {
        long history = Math.Max(1, r.ConvKernel - 1);
        var states = _g.Reshape(LoadState(r.ConvElements, sequences), history, channels, sequences);
        var input = _g.Fresh(F32, history + perSequence, channels, sequences, 1, states, _g.Transpose(mixed));
        var last = _g.Slice(input, history, channels, sequences, 1, (history + perSequence) * F32, (history + perSequence) * F32 * channels, -1);
        _g.Expand(_g.CopyInto(last, _g.External(F32, r.ConvElements, sequences)));
        return _g.InPlace(_g.Fresh(F32, channels, perSequence, sequences, 1, input));
    }

    private int LoadState(long elements, long sequences)
    {
        var rows = _g.Fresh(F32, elements, sequences, 1, 1, _stateIds);
        _g.Expand(rows);
        CopyNoExtraStates(elements);
        return rows;
    }

    // States of sequences beyond those of the step are copied too. There are none in the worst case, but the empty tensor passes through the
    // allocator and leaves its mark on the list of free blocks.
    private void CopyNoExtraStates(long elements) =>
        _g.Expand(_g.CopyInto(_g.Fresh(F32, elements, 0, 1, 1, _stateIds), _g.External(F32, elements, 0)));

    private int Mamba(RecurrentMixer r, int x)
    {
        long tokens = _shape.Tokens, perSequence = tokens / _shape.Sequences, sequences = _shape.Sequences;
        long heads = r.Heads, headDim = r.InnerSize / Math.Max(1, heads);
        var channels = r.InnerSize + 2L * r.Groups * r.StateSize;
        long projected = r.InnerSize + channels + heads, history = Math.Max(1, r.ConvKernel - 1);
        var states = _g.Reshape(LoadState(r.ConvElements, sequences), history, channels, sequences);
        var all = _g.Reshape(_g.MatMul(projected, x), projected, perSequence, sequences);
        var row = projected * F32;
        var z = _g.Slice(all, headDim, heads, perSequence, sequences, headDim * F32, row, row * perSequence);
        var mixed = _g.Slice(all, channels, perSequence, sequences, 1, row, row * perSequence, -1);
        var step = _g.Slice(all, heads, perSequence, sequences, 1, row, row * perSequence, -1);
        var input = _g.Fresh(F32, history + perSequence, channels, sequences, 1, states, _g.Transpose(mixed));
        var last = _g.Slice(input, history, channels, sequences, 1, (history + perSequence) * F32, (history + perSequence) * F32 * channels, -1);
        _g.Expand(_g.CopyInto(last, _g.External(F32, r.ConvElements, sequences)));
        var convolved = _g.InPlace(_g.InPlace(_g.Fresh(F32, channels, perSequence, sequences, 1, input)));
        var columns = channels * F32;
        var xs = _g.Slice(convolved, headDim, heads, perSequence, sequences, headDim * F32, columns, columns * perSequence);
        var b = _g.Slice(convolved, r.StateSize, r.Groups, perSequence, sequences, r.StateSize * F32, columns, columns * perSequence);
        var dt = _g.InPlace(_g.FreshLike(step));
        var scan = _g.Fresh(F32, r.InnerSize * tokens + r.StateElements * sequences, 1, 1, 1, xs, dt, b, _stateIds);
        _g.Expand(scan);
        CopyNoExtraStates(r.StateElements);
        _g.Expand(_g.CopyInto(_g.Reshape(scan, r.StateElements, sequences), _g.External(F32, r.StateElements, sequences)));
        var y = _g.Slice(scan, headDim, heads, perSequence, sequences, headDim * F32, r.InnerSize * F32, r.InnerSize * F32 * perSequence);
        var sum = _g.InPlace(y, _g.InPlace(xs));
        var gated = _g.FreshLike(_g.FreshLike(z), sum);
        var output = r.HasNorm ? _g.Norm(_g.Reshape(gated, r.InnerSize / Math.Max(1, r.Groups), r.Groups, perSequence, sequences)) : gated;
        return _g.MatMul(_model.Hidden, _g.Reshape(output, r.InnerSize, tokens));
    }

    private int ShortConvolution(RecurrentMixer r, int x)
    {
        long tokens = _shape.Tokens, perSequence = tokens / _shape.Sequences, sequences = _shape.Sequences, width = _model.Hidden;
        var all = _g.Reshape(_g.MatMul(width * 3, x), width * 3, perSequence, sequences);
        var row = width * 3 * F32;
        var b = _g.Slice(all, width, perSequence, sequences, 1, row, row * perSequence, -1);
        var c = _g.Slice(all, width, perSequence, sequences, 1, row, row * perSequence, -1);
        var columns = _g.Transpose(_g.FreshLike(b, b));
        long history = Math.Max(1, r.ConvElements / Math.Max(1, width));
        var states = _g.Reshape(LoadState(r.ConvElements, sequences), history, width, sequences);
        var input = _g.Fresh(F32, history + perSequence, width, sequences, 1, states, columns);
        var last = _g.Slice(input, history, width, sequences, 1, (history + perSequence) * F32, (history + perSequence) * F32 * width, -1);
        _g.Expand(_g.CopyInto(last, _g.External(F32, r.ConvElements, sequences)));
        var convolved = _g.Fresh(F32, width, perSequence, sequences, 1, input);
        return _g.Reshape(_g.MatMul(width, _g.InPlace(c, convolved)), width, tokens);
    }
}
