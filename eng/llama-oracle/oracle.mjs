// Asks the real llama.cpp (through node-llama-cpp's no-allocation load) what header-only models take.
//   node oracle.mjs CASES.csv HEADERS_FOLDER OUT.csv
// A case is id,model,arch,quant,context,streams,kv_type,flash_attention,ubatch; its header is HEADERS_FOLDER/<model with _ for />.<quant>.gguf.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const columns = [
    "id", "model", "arch", "quant", "context", "streams", "kv_type", "flash_attention", "ubatch",
    "n_batch", "n_ctx", "n_outputs", "kv_unified", "weights_bytes", "context_bytes", "kv_bytes", "state_bytes", "compute_bytes",
    "graph_nodes", "llama_cpp_version", "date"
];

if (process.argv[2] === "--model") {
    const { recordModel } = await import("./record.mjs");
    await recordModel(process.argv[3], JSON.parse(fs.readFileSync(0, "utf8")), columns);
    process.exit(0);
}

const [casesPath, headersPath, outPath] = process.argv.slice(2);
if (outPath === undefined) {
    console.error("usage: node oracle.mjs CASES.csv HEADERS_FOLDER OUT.csv");
    process.exit(2);
}
const [header, ...rows] = fs.readFileSync(casesPath, "utf8").trim().split(/\r?\n/);
const names = header.split(",");
const models = new Map();
for (const row of rows) {
    const test = Object.fromEntries(row.split(",").map((value, i) => [names[i], value]));
    const file = path.join(headersPath, `${test.model.replaceAll("/", "_")}.${test.quant}.gguf`);
    models.set(file, [...models.get(file) ?? [], test]);
}

const out = [columns.join(",")];
let failures = 0;
for (const [file, tests] of models) {
    // llama.cpp aborts the process on some combinations that it does not support: a process of its own for each model, and a new one after an abort.
    let left = tests;
    while (left.length > 0) {
        const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--model", file],
            { input: JSON.stringify(left), encoding: "utf8", maxBuffer: 1 << 26 });
        const done = child.stdout.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
        for (const { row, failure, id } of done) {
            if (failure === undefined) {
                out.push(row);
            } else {
                failures++;
                console.error(`${id}: ${failure}`);
            }
        }
        if (done.length < left.length && child.status !== 0) {
            failures++;
            console.error(`${left[done.length].id}: llama.cpp ended: ${child.stderr.trim().split("\n").at(-1)}`);
        }
        left = child.status === 0 ? [] : left.slice(done.length + 1);
    }
    fs.writeFileSync(outPath, out.join("\n") + "\n");
}
console.error(`${out.length - 1} recorded, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
