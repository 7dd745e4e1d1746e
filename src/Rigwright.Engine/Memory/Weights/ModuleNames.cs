using System.Text.RegularExpressions;
using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>The names that a tensor's module goes by in Hugging Face checkpoints, from "layers." on, so that a configuration's patterns can be held against it.</summary>
internal static class ModuleNames
{
    private static readonly Dictionary<string, string[]> ByTensor = new(StringComparer.Ordinal)
    {
        ["attn_q"] = ["self_attn.q_proj", "mixer.q_proj", "attn.wq"],
        ["attn_k"] = ["self_attn.k_proj", "mixer.k_proj"],
        ["attn_v"] = ["self_attn.v_proj", "mixer.v_proj"],
        ["attn_output"] = ["self_attn.o_proj", "mixer.o_proj"],
        ["attn_q_a"] = ["self_attn.q_a_proj", "attn.wq_a"],
        ["attn_q_b"] = ["self_attn.q_b_proj", "attn.wq_b"],
        ["attn_kv_a_mqa"] = ["self_attn.kv_a_proj_with_mqa"],
        ["attn_kv_a"] = ["attn.wkv"],
        ["attn_k_b"] = ["self_attn.kv_b_proj"],
        ["attn_v_b"] = ["self_attn.kv_b_proj"],
        ["attn_output_a"] = ["attn.wo_a"],
        ["attn_output_b"] = ["attn.wo_b"],
        ["attn_qkv"] = ["linear_attn.in_proj_qkv", "self_attn.qkv_proj"],
        ["attn_gate"] = ["linear_attn.in_proj_z", "self_attn.g_proj"],
        ["ssm_out"] = ["linear_attn.out_proj", "mixer.out_proj"],
        ["ssm_in"] = ["mixer.in_proj"],
        ["ssm_beta"] = ["linear_attn.in_proj_b", "self_attn.b_proj"],
        ["ssm_alpha"] = ["linear_attn.in_proj_a"],
        ["ssm_ba"] = ["linear_attn.in_proj_ba"],
        ["ffn_gate"] = ["mlp.gate_proj"],
        ["ffn_up"] = ["mlp.up_proj", "mixer.up_proj"],
        ["ffn_down"] = ["mlp.down_proj", "mixer.down_proj"],
        ["ffn_gate_inp"] = ["mlp.gate", "block_sparse_moe.gate", "router", "mixer.gate", "ffn.gate", "mlp.router"],
        ["ffn_gate_inp_shexp"] = ["mlp.shared_expert_gate"],
        ["ffn_latent_down"] = ["mixer.fc1_latent_proj"],
        ["ffn_latent_up"] = ["mixer.fc2_latent_proj"],
        ["nextn.eh_proj"] = ["eh_proj"],
    };

    private static readonly string[] Experts = ["mlp.experts.0", "block_sparse_moe.experts.0", "ffn.experts.0", "mixer.experts.0", "experts.0"];
    private static readonly string[] SharedExperts = ["mlp.shared_experts", "mlp.shared_expert", "ffn.shared_experts", "mixer.shared_experts"];

    /// <summary>The names of a layer's tensor; empty for one that no pattern can mean.</summary>
    public static IEnumerable<string> Of(TensorShape shape)
    {
        if (shape.Layer < 0)
            return shape.Name switch { "output.weight" => ["lm_head", "head"], "token_embd.weight" => ["model.embed_tokens"], _ => [] };
        var start = shape.Name.IndexOf('.', 4) + 1;
        var tensor = shape.Name[start..].Replace(".weight", "", StringComparison.Ordinal);
        var modules = tensor.EndsWith("_exps", StringComparison.Ordinal) ? Experts.Select(e => e + Projection(tensor))
            : tensor.EndsWith("_shexp", StringComparison.Ordinal) && tensor != "ffn_gate_inp_shexp" ? SharedExperts.Select(e => e + Projection(tensor))
            : tensor.StartsWith("indexer", StringComparison.Ordinal) ? [$"self_attn.{tensor}", $"attn.{tensor}"]
            : ByTensor.GetValueOrDefault(tensor, []);
        return modules.Select(m => $"layers.{shape.Layer}.{m}");
    }

    /// <summary>Does one of a configuration's patterns name the module? Names mean the module and what is below it; <c>*</c> stands for
    /// anything; <c>re:</c> starts a regular expression.</summary>
    public static bool Matches(IReadOnlyList<ModulePattern> patterns, TensorShape shape)
    {
        foreach (var name in Of(shape))
        {
            foreach (var pattern in patterns)
            {
                if (pattern.IsMatch(name))
                    return true;
            }
        }
        return false;
    }

    /// <summary>Patterns made ready for many look-ups.</summary>
    public static IReadOnlyList<ModulePattern> Prepare(CheckpointQuantisation checkpoint) => [.. checkpoint.Excluded.Select(e => new ModulePattern(e))];

    private static string Projection(string tensor) => tensor.StartsWith("ffn_gate", StringComparison.Ordinal) ? ".gate_proj"
        : tensor.StartsWith("ffn_up", StringComparison.Ordinal) ? ".up_proj" : ".down_proj";
}

/// <summary>One pattern over module names.</summary>
internal sealed class ModulePattern
{
    private readonly string _name;
    private readonly Regex? _regex;
    private readonly bool _isGlob;

    public ModulePattern(string written)
    {
        // The part before the layers differs between checkpoints of one family ("model.", "model.language_model.", "backbone.").
        var at = written.IndexOf("layers.", StringComparison.Ordinal);
        _name = at > 0 && !written.StartsWith("re:", StringComparison.Ordinal) ? written[at..] : written;
        if (_name.StartsWith("re:", StringComparison.Ordinal))
            _regex = Compile(_name[3..]);
        else if (_name.Contains('*', StringComparison.Ordinal))
            _isGlob = true;
    }

    public bool IsMatch(string module)
    {
        if (_regex is not null)
            return _regex.IsMatch(module) || _regex.IsMatch("model." + module);
        if (_isGlob)
            return IsGlobMatch(_name, module) || IsGlobMatch(_name, "model." + module);
        if (module.StartsWith(_name, StringComparison.Ordinal))
            return module.Length == _name.Length || module[_name.Length] == '.';
        return module.EndsWith("." + _name, StringComparison.Ordinal) || module.Contains("." + _name + ".", StringComparison.Ordinal);
    }

    // A star stands for any letters; the pattern ends at the end of the name or of one of its parts. Not by a regular expression: the first one of a process
    // costs as much as a plan's whole layout search.
    private static bool IsGlobMatch(string pattern, string name)
    {
        var (p, n, star, from) = (0, 0, -1, 0);
        while (true)
        {
            if (p == pattern.Length && (n == name.Length || name[n] == '.'))
                return true;
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                from = n;
            }
            else if (p < pattern.Length && n < name.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0 && from < name.Length)
            {
                p = star + 1;
                n = ++from;
            }
            else
            {
                return false;
            }
        }
    }

    private static Regex? Compile(string pattern)
    {
        try
        {
            // Without backtracking a pattern from a file cannot take exponential time.
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
