import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/**
 * The script that sets the chosen theme before anything is painted. It stands outside of the modules, which run too late, and
 * in a file of its own, because the content security policy allows no script inside of the page.
 */
function themeFirst(): Plugin {
  const script = readFileSync(new URL("src/app/theme-first.js", import.meta.url), "utf8");
  const name = `assets/theme-${createHash("sha256").update(script).digest("hex").slice(0, 8)}.js`;
  return {
    name: "theme-first",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: name, source: script });
    },
    transformIndexHtml(_html, { server }) {
      const tag = server ? { tag: "script", children: script } : { tag: "script", attrs: { src: `/${name}` } };
      return [{ ...tag, injectTo: "head-prepend" as const }];
    },
  };
}

/** Where `npm run dev` finds the API: what `rollcall up` prints. */
const api = process.env["ROLLCALL_URL"] ?? "http://127.0.0.1:8787";

export default defineConfig({
  plugins: [react(), themeFirst()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: "manifest.json",
    reportCompressedSize: false,
    // What pages share would else be a file for each combination of pages, and each file is a request.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "shared", test: /src\/(parts|api|text)/, minShareCount: 2 }] } } },
  },
  server: { proxy: { "/v1": api, "/dev": api } },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["src/test-setup.ts"], restoreMocks: true, testTimeout: 20_000 },
});
