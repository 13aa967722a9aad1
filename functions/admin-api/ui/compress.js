// Packs what a browser loads, beside the files themselves: the API answers with the packed one where the browser takes it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const assets = new URL("dist/assets/", import.meta.url);
for (const name of readdirSync(assets).filter((name) => /\.(js|css|svg)$/.test(name))) {
  const file = new URL(name, assets);
  const packed = gzipSync(readFileSync(file), { level: 9 });
  if (packed.length < readFileSync(file).length) writeFileSync(new URL(`${name}.gz`, assets), packed);
}
