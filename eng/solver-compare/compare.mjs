// Solves every LP file of a folder with HiGHS (compiled to WebAssembly) and compares the optimum with ours.csv.
// Usage: node compare.mjs FOLDER RESULTS.csv
import fs from 'node:fs';
import path from 'node:path';
import loader from 'highs';

const [folder, out] = process.argv.slice(2);
const lines = fs.readFileSync(path.join(folder, 'ours.csv'), 'utf8').trim().split('\n').slice(1).map(l => l.split(','));
const rows = ['instance,kind,priced_parts,combinations,our_cost,highs_cost,same,our_milliseconds,highs_milliseconds,times_faster'];
const limit = 120; // seconds; an instance that HiGHS does not finish is reported as such and counts for neither side
let different = 0, unfinished = 0;
for (const [instance, kind, parts, combinations, cost, milliseconds] of lines) {
  const highs = await loader(); // a fresh one: its memory only grows
  const text = fs.readFileSync(path.join(folder, instance + '.lp'), 'utf8');
  const start = performance.now();
  let status, objective;
  try {
    const solution = highs.solve(text, { mip_rel_gap: 0, mip_abs_gap: 1e-6, time_limit: limit, output_flag: false });
    status = solution.Status;
    objective = solution.ObjectiveValue;
  } catch (error) {
    status = 'failed: ' + String(error).split('\n')[0].replaceAll(',', ';');
  }
  const elapsed = performance.now() - start;
  const theirs = status === 'Optimal' ? objective.toFixed(4) : status === 'Infeasible' ? 'infeasible' : status;
  const finished = status === 'Optimal' || status === 'Infeasible';
  // Prices have four decimals; HiGHS computes in doubles.
  const same = finished ? cost === theirs || Math.abs(Number(cost) - Number(theirs)) < 1e-3 : null;
  if (!finished) unfinished++;
  else if (!same) different++;
  rows.push([instance, kind, parts, combinations, cost, theirs, same === null ? 'not finished' : same ? 'yes' : 'NO', milliseconds, elapsed.toFixed(1), (elapsed / Number(milliseconds)).toFixed(0)].join(','));
  fs.writeFileSync(out, rows.join('\n') + '\n');
}
console.log(`${lines.length} instances, ${different} with another optimum, ${unfinished} not finished by HiGHS within ${limit} s`);
process.exit(different > 0 ? 1 : 0);
