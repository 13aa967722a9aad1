import { NOBODY, PAGES, TABS } from "./places";
import { scan, scansMade } from "./scan";
import { expect, failedLoad, ownCompany, settled, test } from "./test";

test.afterAll(() => {
  process.stdout.write(`${scansMade()} scans by axe in this worker\n`);
});

let ids = NOBODY;
ownCompany(async (company) => {
  await company.live();
  await company.day("changes");
  await company.day("blocked");
  const [changes] = (await company.runs()).filter(({ kind, state }) => kind === "auto" && state === "committed");
  const [person] = await company.employees("&status=active");
  ids = { run: changes?.run_id ?? "", person: person?.id ?? "", digest: await company.review() };
});
for (const [name, place] of [...PAGES, ...TABS]) {
  test(`${name}, with a company that is blocked`, async ({ page, enter, mishaps }) => {
    if (name === "no such page") mishaps.expect(failedLoad(404));
    await enter(place(ids));
    await scan(page, name);
  });
}

test("what opens: a change, dialogs, the list of shortcuts, the menu of a narrow screen", async ({ page, enter }) => {
  await enter(`/local/plans/${encodeURIComponent(ids.digest)}`);
  await page.getByRole("table").getByRole("button", { expanded: false }).first().click();
  await scan(page, "an opened change");
  await page.getByRole("button", { name: /^Import/ }).click();
  await scan(page, "the import dialog");
  await page.keyboard.press("Escape");
  await enter(`/local/users/${ids.person}`);
  await page.getByRole("button", { name: "Why? Email" }).click();
  await settled(page);
  await scan(page, "an explained value");
  await page.getByRole("button", { name: "Edit" }).click();
  await scan(page, "the edit dialog");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await scan(page, "the shortcuts");
});
