import { expectToldApart, moving, shapeless, sticking, walk, ZOOMED } from "./modes";
import { NOBODY, PAGES, TABS } from "./places";
import { expectNoSidewaysScroll } from "./scan";
import { expect, failedLoad, ownCompany, settled, test } from "./test";

let ids = NOBODY;
const here = ownCompany(async (company) => {
  await company.live();
  await company.day("changes");
  await company.day("blocked");
  await company.day("renumbered");
  const [changes] = (await company.runs()).filter(({ kind, state }) => kind === "auto" && state === "committed");
  const [person] = await company.employees("&status=active");
  ids = { run: changes?.run_id ?? "", person: person?.id ?? "", digest: await company.review() };
});

for (const [name, place] of [...PAGES, ...TABS]) {
  test(`${name}, at 400 % zoom: no sideways scroll, nothing in the way, every stop in sight`, async ({ page, enter, mishaps }) => {
    if (name === "no such page") mishaps.expect(failedLoad(404));
    await page.setViewportSize(ZOOMED);
    await enter(place(ids));
    await expectNoSidewaysScroll(page, name);
    expect(await sticking(page)).toEqual([]);
    expect(await walk(page)).toBeGreaterThan(2);
  });

  test(`${name}, in forced colours: what is pressed and filled in has a shape`, async ({ page, enter, mishaps }) => {
    if (name === "no such page") mishaps.expect(failedLoad(404));
    await page.emulateMedia({ forcedColors: "active" });
    await enter(place(ids));
    expect(await shapeless(page)).toEqual([]);
  });
}

test.describe("in forced colours, what is chosen", () => {
  test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: "active" }));

  test("of places, colours and tabs", async ({ page, enter }) => {
    await enter(`/local/history/${ids.run}`);
    await expectToldApart(page.locator(".place[aria-current=page]"), page.locator(".place:not([aria-current])"), "the place");
    await expectToldApart(page.locator(".segment:has(:checked)"), page.locator(".segment:not(:has(:checked))"), "the colours");
    await expectToldApart(page.getByRole("tab", { selected: true }), page.getByRole("tab", { selected: false }), "the tab");
  });

  test("of a review: its tile, the answer about a duplicate, and what is removed and added", async ({ page, enter }) => {
    await enter(`/local/plans/${encodeURIComponent(ids.digest)}`);
    const tile = page.getByRole("link", { name: /^Needs attention/ });
    await tile.click();
    await expect(page.getByRole("heading", { level: 2, name: "Changes that need attention" })).toBeFocused();
    await expect(tile).toHaveAttribute("aria-current", "true");
    await expectToldApart(tile, page.getByRole("link", { name: /^Updated/ }), "the tile");
    await page.getByRole("row", { name: /Possible duplicate/ }).getByRole("button", { expanded: false }).click();
    await page.getByRole("button", { name: "Same person" }).click();
    await expectToldApart(page.getByRole("button", { name: "Same person" }), page.getByRole("button", { name: "New person" }), "the answer");
    await page.getByRole("link", { name: /^Updated/ }).click();
    await page.getByRole("table").getByRole("button", { expanded: false }).first().click();
    await expectToldApart(page.locator(".diff del"), page.locator(".diff ins"), "before and after");
  });

  test("of the history: the parts of a bar by pattern, on the system's canvas", async ({ page, enter }) => {
    await enter("/local/history");
    const fills = await page.locator(".bars .mark").evaluateAll((marks) => [...new Set(marks.map((mark) => getComputedStyle(mark).fill))]);
    const canvas = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(fills).toHaveLength(1);
    expect(fills).not.toContain(canvas);
    expect(await page.locator(".mark-pattern").first().evaluate((line) => getComputedStyle(line).stroke)).toBe(canvas);
  });

  test("of a list, the option that Enter would take", async ({ page, enter }) => {
    await enter("/local/settings");
    await page.getByRole("combobox", { name: "Time zone" }).fill("Berlin");
    await page.getByRole("combobox", { name: "Time zone" }).fill("Europe/B");
    await expectToldApart(page.locator(".option[data-focused]"), page.locator(".option:not([data-focused])"), "the option");
  });
});

test("who wants no motion sees none, and who did not say so sees that something is under way", async ({ page, enter }) => {
  await enter("/local");
  await page.route("**/v1/accounts/**", async (route) => {
    await new Promise((passed) => setTimeout(passed, 1500));
    await route.continue();
  });
  await page.getByRole("link", { name: "Users", exact: true }).click();
  await page.locator(".spinner").first().waitFor();
  expect(await moving(page)).toEqual([]);
  await settled(page);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.getByRole("link", { name: "Import history" }).click();
  await page.locator(".spinner").first().waitFor();
  expect(await moving(page)).toContain("turn");
  expect((await here.company.integration()).state).toBe("blocked");
});

for (const timezoneId of ["America/Los_Angeles", "Asia/Kolkata"]) {
  test.describe(`whoever's time is that of ${timezoneId}`, () => {
    test.use({ timezoneId });

    test("sees the runs of the history fit beside the menu, from 1,024 pixels on", async ({ page, enter }) => {
      for (const width of [1024, 1120, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await enter("/local/history");
        const table = page.locator(".table-wrapper").filter({ has: page.getByRole("table", { name: "Entries, newest first" }) });
        const beyond = await table.evaluate((element) => element.scrollWidth - element.clientWidth);
        expect(beyond, `at ${width} pixels`).toBeLessThanOrEqual(0);
      }
    });
  });
}
