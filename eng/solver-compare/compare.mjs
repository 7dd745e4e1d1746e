// Solves every LP file of a folder with HiGHS (compiled to WebAssembly) and compares optimum and time with ours.csv.
// Usage: node compare.mjs FOLDER RESULTS.csv
// Both sides are warm. "solve" is the solver alone, the problem being there: HiGHS has read its rows, this project's search has its relations.
// "answer" is everything: HiGHS reads the finished integer program and solves it; this project starts from the priced parts and asks the rules.
import fs from 'node:fs';
import path from 'node:path';
import loader from 'highs';

const [folder, out] = process.argv.slice(2);
const lines = fs.readFileSync(path.join(folder, 'ours.csv'), 'utf8').trim().split('\n').slice(1).map(l => l.split(','));
const rows = ['instance,kind,priced_parts,combinations,our_cost,highs_cost,same,our_solve_ms,highs_solve_ms,solve_times_faster,our_answer_ms,highs_answer_ms,answer_times_faster'];
const limit = 120; // seconds; an instance that HiGHS does not finish is reported as such and counts for neither side
const repeatFor = 2000; // milliseconds; within them HiGHS solves an instance up to three times, and its best time counts
const options = { mip_rel_gap: 0, mip_abs_gap: 1e-6, time_limit: limit, output_flag: false };

let highs = await loader();
const warmUp = lines.find(l => l[1] === 'small' && l[4] !== 'infeasible');
for (let i = 0; i < 3; i++) solve(fs.readFileSync(path.join(folder, warmUp[0] + '.lp'), 'utf8'));

function solve(text) {
  const start = performance.now();
  const model = highs.createModel({ format: 'lp', data: text });
  try {
    for (const [name, value] of Object.entries(options)) model.options[name] = value;
    const read = performance.now();
    const status = model.run().modelStatus;
    const end = performance.now();
    return { status, objective: model.getObjectiveValue(), read: read - start, solve: end - read };
  } finally {
    model.dispose();
  }
}

let different = 0, unfinished = 0;
for (const [instance, kind, parts, combinations, cost, ourSolve, ourAnswer] of lines) {
  const text = fs.readFileSync(path.join(folder, instance + '.lp'), 'utf8');
  let best, theirs;
  try {
    for (let i = 0, spent = 0; i < 3 && spent < repeatFor; i++) {
      const run = solve(text);
      spent += run.read + run.solve;
      if (!best || run.solve < best.solve) best = run;
    }
    theirs = best.status === 7 ? best.objective.toFixed(4) : best.status === 8 ? 'infeasible' : `status ${best.status}`;
  } catch (error) {
    theirs = 'failed: ' + String(error).split('\n')[0].replaceAll(',', ';');
    highs = await loader(); // a fresh one: a failed one cannot be used again
  }
  const finished = best && (best.status === 7 || best.status === 8);
  // Prices have four decimals; HiGHS computes in doubles.
  const same = finished ? cost === theirs || Math.abs(Number(cost) - Number(theirs)) < 1e-3 : null;
  if (!finished) unfinished++;
  else if (!same) different++;
  const answer = finished ? best.read + best.solve : NaN;
  rows.push([instance, kind, parts, combinations, cost, theirs, same === null ? 'not finished' : same ? 'yes' : 'NO', ourSolve,
    finished ? best.solve.toFixed(2) : '', finished ? (best.solve / Number(ourSolve)).toFixed(0) : '', ourAnswer,
    finished ? answer.toFixed(2) : '', finished ? (answer / Number(ourAnswer)).toFixed(1) : ''].join(','));
  fs.writeFileSync(out, rows.join('\n') + '\n');
}
console.log(`${lines.length} instances, ${different} with another optimum, ${unfinished} not finished by HiGHS within ${limit} s`);
process.exit(different > 0 ? 1 : 0);
