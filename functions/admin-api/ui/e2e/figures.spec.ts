import type { Page } from "@playwright/test";
import { until } from "./server";
import { enter, expect, ownCompany, settled, test } from "./test";

const PEOPLE = 10_000;
/** The most milliseconds to the first view of a page, until its table is there. Its code was loaded ahead. */
const FIRST_VIEW_MS_MAX = 300;
/** The most milliseconds between two frames while a list scrolls. */
const FRAME_MS_MAX = 50;

let digest = "";
let person = "";
const here = ownCompany(
  async (company) => {
    await company.connect();
    await company.map();
    await company.api.send("POST", "/setup");
    await until("the set-up", async () => (await company.integration()).state === "ready_to_finalise", 600);
    digest = await company.review();
    await company.commit(digest);
    await company.becomes("live");
    person = (await company.employees())[0]?.id ?? "";
  },
  { people: PEOPLE, seconds: 1800 },
);

/** Goes to a page that this tab has not seen yet, and waits for its table; gives the milliseconds in between. */
async function firstView(page: Page, place: string): Promise<number> {
  await enter(page, "/local/about");
  // Every request would go through the test, one after the other.
  await page.unrouteAll();
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("UsersPage")));
  await page.waitForLoadState("networkidle");
  return page.evaluate(async (to) => {
    const begun = performance.now();
    // An entry as the router makes them.
    history.pushState({ usr: null, key: "figure", idx: (history.state as { idx: number }).idx + 1 }, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
    while (!document.querySelector("main table tbody tr")) await new Promise(requestAnimationFrame);
    return performance.now() - begun;
  }, place);
}

/** Scrolls the page to its end; gives the longest time between two frames. */
async function longestFrame(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let longest = 0;
    let before = await new Promise<number>(requestAnimationFrame);
    for (let step = 0; step < 120; step += 1) {
      window.scrollBy(0, 40);
      const now = await new Promise<number>(requestAnimationFrame);
      longest = Math.max(longest, now - before);
      before = now;
    }
    return longest;
  });
}

function tell(what: string, figures: readonly number[], unit: string): void {
  const sorted = [...figures].sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  process.stdout.write(`figure: ${what}, ${PEOPLE} people: median ${median.toFixed(0)}, worst ${Math.max(...figures).toFixed(0)} ${unit}\n`);
}

const PLACES = { users: () => "/local/users", "a review": () => `/local/plans/${encodeURIComponent(digest)}` };

for (const [name, place] of Object.entries(PLACES)) {
  test(`${name}: the first view is there in time, and scrolls smoothly`, async ({ page }) => {
    const times: number[] = [];
    for (let turn = 0; turn < 7; turn += 1) times.push(await firstView(page, place()));
    tell(`first view of ${name}`, times, "ms");
    await settled(page);
    const frame = await longestFrame(page);
    tell(`longest frame of ${name}`, [frame], "ms");
    expect([...times].sort((one, other) => one - other)[3]).toBeLessThan(FIRST_VIEW_MS_MAX);
    expect(frame).toBeLessThan(FRAME_MS_MAX);
  });
}

test("a search and a person answer in time", async () => {
  const times: number[] = [];
  for (const path of ["/employees?search=lee", "/employees?status=former", `/employees/${person}`]) {
    const begun = performance.now();
    await here.company.api.get(path);
    times.push(performance.now() - begun);
  }
  tell("answers about people", times, "ms");
  expect(Math.max(...times)).toBeLessThan(1000);
});
