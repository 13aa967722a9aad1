// Fails when the first load or a further route is heavier than its budget: gzip at its best level, as a CDN would do it.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET = { firstJs: 170, firstCss: 15, route: 30 };

const dist = new URL("dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", dist), "utf8"));
const weigh = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1024;

/** All chunks that a chunk loads with it. */
function withImports(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const other of manifest[key].imports ?? []) withImports(other, found);
  return found;
}

const js = (keys) => [...keys].reduce((sum, key) => sum + weigh(manifest[key].file), 0);
const css = (keys) => [...keys].flatMap((key) => manifest[key].css ?? []).reduce((sum, file) => sum + weigh(file), 0);

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = withImports(entry);
const rows = [
  ["first load, JS", js(first), BUDGET.firstJs],
  ["first load, CSS", css(first), BUDGET.firstCss],
];
for (const key of Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry)) {
  const own = [...withImports(key)].filter((chunk) => !first.has(chunk));
  rows.push([key.replace(/^src\//, ""), js(own) + css(own), BUDGET.route]);
}

let tooHeavy = false;
for (const [name, weight, budget] of rows) {
  const over = weight > budget;
  tooHeavy ||= over;
  process.stdout.write(`${over ? "OVER" : "  ok"}  ${weight.toFixed(1).padStart(6)} of ${String(budget).padStart(3)} KB  ${name}\n`);
}
process.exitCode = tooHeavy ? 1 : 0;
