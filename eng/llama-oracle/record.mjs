// One model: loads its header without allocating and asks for every case. Prints a JSON object a line: {id, row} or {id, failure}.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { getLlama, GgufInsights, LlamaLogLevel, readGgufFileInfo } from "node-llama-cpp";

const ggmlType = { f16: 1, q8_0: 8, q4_0: 2 };
const MiB = 1024 * 1024;

export async function recordModel(file, tests, columns) {
    const log = [];
    const llama = await getLlama({
        gpu: false, build: "never", usePrebuiltBinaries: true, progressLogs: false,
        logLevel: LlamaLogLevel.info,
        logger: (_level, message) => log.push(...message.split("\n"))
    });
    // The estimate mutes llama.cpp's log while it creates the context; the log is what tells cache, state and compute apart.
    llama._createLogLevelOverride = () => () => {};
    const about = { llama_cpp_version: version(), date: new Date().toISOString().slice(0, 10) };
    let insights = null;
    for (const test of tests) {
        log.length = 0;
        try {
            insights ??= await GgufInsights.from(await readGgufFileInfo(file), llama);
            const numbers = await measure(insights, test, log);
            const row = { ...test, ...numbers, ...about };
            print({ id: test.id, row: columns.map((column) => row[column]).join(",") });
        } catch (error) {
            const cause = log.filter((line) => /error|failed|missing|wrong|invalid|require/i.test(line))[0] ?? "";
            print({ id: test.id, failure: `${String(error.message).slice(0, 300)} ${cause}` });
        }
    }
}

// The simulations are what estimateModelResourceRequirementsV2 and estimateContextResourceRequirementsV2 call before they fall back to
// a heuristic: a case that llama.cpp refuses must fail here, not be guessed.
async function measure(insights, test, log) {
    const weights = await insights._simulateModelResourceUsage({ gpuLayers: 0, useMmap: false });
    log.length = 0;
    const type = ggmlType[test.kv_type];
    const context = await insights._simulateContextResourceUsage({
        contextSize: Number(test.context), modelGpuLayers: 0, batchSize: Number(test.ubatch), sequences: Number(test.streams),
        flashAttention: test.flash_attention === "on", useMmap: false, kvCacheKeyType: type, kvCacheValueType: type
    });
    await settle(log);
    const cache = Math.round(sum(log, /^llama_kv_cache: size =\s*([\d.]+) MiB/) * MiB);
    const state = Math.round(sum(log, /^llama_memory_recurrent: size =\s*([\d.]+) MiB/) * MiB);
    const compute = sum(log, /CPU compute buffer size =\s*([\d.]+) MiB/) * MiB;
    // Lines are rounded to 0.01 MiB, the total is exact: what the lines leave over must be rounding.
    if (Math.abs(context.cpuRam - compute - cache - state) > 0.05 * MiB)
        throw new Error(`the log does not add up: ${context.cpuRam} bytes against ${compute + cache + state}`);
    const ubatch = first(log, /n_ubatch\s*=\s*(\d+)/);
    return {
        n_batch: first(log, /n_batch\s*=\s*(\d+)/),
        n_ctx: first(log, /n_ctx\s*=\s*(\d+)/),
        n_outputs: Math.min(Number(ubatch), Number(first(log, /n_outputs_max\s*=\s*(\d+)/))),
        kv_unified: first(log, /kv_unified\s*=\s*(\w+)/),
        weights_bytes: weights.cpuRam,
        context_bytes: context.cpuRam,
        kv_bytes: cache,
        state_bytes: state,
        compute_bytes: context.cpuRam - cache - state,
        graph_nodes: first(log, /graph[^:]*(?:\([^)]*\))?: nodes = (\d+)/)
    };
}

// The log arrives through a queue; wait until the last line of the reservation is there.
async function settle(log) {
    for (let i = 0; i < 400 && !log.some((line) => line.includes("reserve took")); i++)
        await new Promise((resolve) => setTimeout(resolve, 5));
}

function sum(log, pattern) {
    return log.reduce((total, line) => total + Number(pattern.exec(line)?.[1] ?? 0), 0);
}

function first(log, pattern) {
    return log.map((line) => pattern.exec(line)).find((match) => match !== null)?.[1] ?? "";
}

function version() {
    const root = path.dirname(createRequire(import.meta.url).resolve("node-llama-cpp")).replace(/dist$/, "");
    const json = (name) => JSON.parse(fs.readFileSync(path.join(root, name), "utf8"));
    return `llama.cpp ${json("llama/binariesGithubRelease.json").release} (node-llama-cpp ${json("package.json").version})`;
}

function print(object) {
    fs.writeSync(1, JSON.stringify(object) + "\n");
}
