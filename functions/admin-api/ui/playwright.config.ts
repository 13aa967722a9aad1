import { defineConfig } from "@playwright/test";

/** Debian's own: the browsers that Playwright downloads are not used. */
const CHROMIUM = "/usr/bin/chromium";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Each file has a server and a directory of its own, and its tests go on from one another.
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "America/Los_Angeles",
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: CHROMIUM,
      // Chromium's sandbox refuses to run as root, as which a container usually runs.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "flows", testIgnore: ["pictures", "figures", "lighthouse"].map((name) => `**/${name}.spec.ts`) },
    { name: "pictures", testMatch: ["**/pictures.spec.ts"] },
    // A trace would take its pictures in the time that is measured.
    { name: "figures", testMatch: ["**/figures.spec.ts"], use: { trace: "off" } },
    { name: "lighthouse", testMatch: ["**/lighthouse.spec.ts"] },
  ],
});
