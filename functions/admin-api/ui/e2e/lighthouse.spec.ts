import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type BrowserContext, chromium } from "@playwright/test";
import { freePort } from "./server";
import { enter, expect, ownCompany, test } from "./test";

/** What `cargo xtask lighthouse` installed: it is heavy, and needed for nothing else. */
const LIGHTHOUSE = fileURLToPath(new URL("../../../../tools/lighthouse/node_modules/lighthouse/cli/index.js", import.meta.url));

/** The least of each score. */
const LEAST = { performance: 95, accessibility: 100, "best-practices": 95 } as const;
type Category = keyof typeof LEAST;

/** The part of Lighthouse's report that is looked at. */
interface Report {
  finalDisplayedUrl: string;
  runtimeError?: { message: string };
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
}

let digest = "";
const here = ownCompany(async (company) => {
  await company.live();
  await company.day("changes");
  await company.day("blocked");
  digest = await company.review();
});

// Lighthouse looks at a tab of its own, in the profile where somebody has signed in.
let browser: BrowserContext;
let port = 0;
const profile = mkdtempSync(join(tmpdir(), "rollcall-lighthouse-"));

test.beforeAll(async ({}, { project }) => {
  port = (await freePort(0)) ?? 0;
  const { executablePath, args = [] } = project.use.launchOptions ?? {};
  browser = await chromium.launchPersistentContext(profile, { executablePath, args: [...args, `--remote-debugging-port=${port}`] });
  const page = await browser.newPage();
  await enter(page, "/local");
});

test.afterAll(async () => {
  await browser?.close();
  rmSync(profile, { recursive: true, force: true });
});

async function audit(address: string): Promise<Report> {
  const settings = [`--port=${port}`, "--preset=desktop", "--disable-storage-reset", "--output=json", "--quiet"];
  const only = `--only-categories=${Object.keys(LEAST).join(",")}`;
  const { stdout } = await promisify(execFile)(process.execPath, [LIGHTHOUSE, address, ...settings, only], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as Report;
}

/** What cost a page points, worst first. */
function findings({ categories, audits }: Report): string[] {
  const refs = Object.values(categories).flatMap(({ auditRefs }) => auditRefs);
  const lost = refs.map(({ id, weight }) => ({ id, lost: weight * (1 - (audits[id]?.score ?? 1)) })).filter(({ lost }) => lost > 0);
  return lost.sort((one, other) => other.lost - one.lost).map(({ id }) => `${id}: ${audits[id]?.title} ${audits[id]?.displayValue ?? ""}`);
}

const PLACES: Record<string, () => string> = {
  Integrations: () => "/local",
  "Review with changes": () => `/local/plans/${encodeURIComponent(digest)}`,
  History: () => "/local/history",
  Users: () => "/local/users",
  Settings: () => "/local/settings",
};

for (const [name, place] of Object.entries(PLACES)) {
  test(name, async () => {
    const address = here.server.url + place();
    const report = await audit(address);
    expect(report.runtimeError?.message).toBeUndefined();
    expect(report.finalDisplayedUrl, "signed in, and at its place").toBe(address);
    const scores = Object.entries(LEAST).map(([category, least]) => {
      const score = Math.round(100 * (report.categories[category as Category].score ?? 0));
      return { category, score, least };
    });
    const row = scores.map(({ category, score }) => `${category} ${String(score).padStart(3)}`).join("  ");
    process.stdout.write(`lighthouse: ${name.padEnd(20)} ${row}\n`);
    for (const finding of findings(report)) process.stdout.write(`            ${finding}\n`);
    expect(scores.filter(({ score, least }) => score < least)).toEqual([]);
  });
}
