import { CREDENTIALS } from "./company";
import { choose, press, tabTo, type } from "./keyboard";
import { arrived, expect, ownCompany, test } from "./test";

// The tests go on from one another: what one sets up by keyboard, the next one works with.
const here = ownCompany();
const IMPORT = { name: /^Import \d+ changes?$/ };
const REASON = "Checked with the person by telephone.";

test("shortcuts: the list of them, and the places", async ({ page, enter }) => {
  await enter("/local");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const [key, name] of [["u", "Users"], ["h", "Import history"], ["i", "Integrations"]] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();
  }
});

test("the first stop leads past the menu", async ({ page, enter }) => {
  await enter("/local/history");
  await page.reload();
  await arrived(page);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
});

test("flow 1, without a mouse: connect, map, first import, auto-sync", async ({ page, enter }) => {
  test.slow();
  await enter("/local");
  await press(page, page.getByRole("link", { name: "Continue setup" }));
  await press(page, page.getByRole("radio", { name: "TriNet PEO" }), "Space");
  await press(page, page.getByRole("button", { name: "Next" }));
  await press(page, page.getByRole("button", { name: "Accept and continue" }));
  await type(page, page.getByRole("textbox", { name: "Company ID" }), CREDENTIALS.company);
  await type(page, page.getByRole("textbox", { name: "Client ID" }), CREDENTIALS.client_id);
  await type(page, page.getByLabel("Client Secret", { exact: true }), CREDENTIALS.client_secret);
  await press(page, page.getByRole("button", { name: "Connect and test" }));
  await expect(page.getByText("All tests passed")).toBeVisible();

  await test.step("map", async () => {
    await press(page, page.locator("main").getByRole("link", { name: "Map fields" }));
    await press(page, page.getByRole("button", { name: "Field mapping" }));
    await choose(page, page.getByRole("combobox", { name: "TriNet field" }), "department name");
    await expect(page.getByRole("textbox", { name: "Demographic" })).not.toHaveValue("");
    await press(page, page.getByRole("button", { name: "Lock and continue" }));
    await press(page, page.getByRole("alertdialog").getByRole("button", { name: "Lock the mapping" }));
    await expect(page.getByRole("heading", { level: 1, name: "Integrations" })).toBeVisible();
  });
  await test.step("set up, review and import", async () => {
    await press(page, page.getByRole("button", { name: "Sync", exact: true }));
    await press(page, page.getByRole("link", { name: "Get started" }));
    await press(page, page.getByRole("button", { name: "Start a review" }));
    await expect(page).toHaveURL(/\/plans\//);
    await press(page, page.getByRole("link", { name: /^New/ }));
    await expect(page.getByRole("heading", { level: 2, name: "New people" })).toBeFocused();
    await press(page, page.getByRole("table").getByRole("button", { expanded: false }).first());
    await expect(page.getByRole("table").getByRole("button", { expanded: true })).toHaveCount(1);
    await press(page, page.getByRole("button", IMPORT));
    await press(page, page.getByRole("dialog").getByRole("button", IMPORT));
    await press(page, page.getByRole("link", { name: "Go to users" }));
    await expect(page.getByRole("table", { name: "People of the directory" })).toBeVisible();
  });
  await test.step("auto-sync", async () => {
    await press(page, page.getByRole("link", { name: "Integrations", exact: true }));
    await press(page, page.getByRole("switch", { name: "Auto-sync Off" }), "Space");
    await expect(page.getByRole("switch", { name: "Auto-sync On" })).toBeChecked();
  });
});

test("flow 2, without a mouse: a blocked day, its review, and the reason why it is right", async ({ page, enter }) => {
  await here.company.day("blocked");
  await here.company.becomes("blocked");
  await enter("/local");
  await press(page, page.getByRole("link", { name: "See why" }));
  await press(page, page.getByRole("button", { name: "Show the values…" }).first());
  await press(page, page.getByRole("dialog").getByRole("button", { name: "Show, and record it" }));
  await expect(page.locator("main")).toContainText("@acme.example");
  await press(page, page.getByRole("link", { name: "Start a review" }));
  await press(page, page.getByRole("button", { name: "Start a review" }));
  await press(page, page.getByRole("region", { name: "Safeguards" }).getByRole("link", { name: "Show them" }));
  await expect(page.getByRole("heading", { level: 2, name: "Changes that need attention" })).toBeFocused();
  await press(page, page.getByRole("button", IMPORT));
  const dialog = page.getByRole("dialog");
  await press(page, dialog.getByRole("button", IMPORT));
  const reason = dialog.getByRole("textbox", { name: "Why is it right?" });
  await expect(reason).toBeFocused();
  await page.keyboard.type(REASON);
  await press(page, dialog.getByRole("button", IMPORT));
  await expect(page.getByRole("link", { name: "Go to users" })).toBeVisible();
  await here.company.becomes("live");
});

test("flow 3, without a mouse: a possible duplicate is called the same person, and then undone", async ({ page, enter }) => {
  const people = async () => (await here.company.employees()).map(({ id }) => id).sort();
  const before = await people();
  await here.company.day("renumbered");
  await enter("/local/review");
  await press(page, page.getByRole("button", { name: "Start a review" }));
  await press(page, page.getByRole("link", { name: /^Needs attention/ }));
  await press(page, page.getByRole("table").getByRole("button", { expanded: false }).first());
  await press(page, page.getByRole("button", { name: "Same person" }));
  await expect(page.getByRole("button", { name: "Same person" })).toHaveAttribute("aria-pressed", "true");
  await press(page, page.getByRole("button", IMPORT));
  const dialog = page.getByRole("dialog");
  const reason = dialog.getByRole("textbox", { name: "Why is it right?" });
  if (await reason.count()) await type(page, reason, REASON);
  await press(page, dialog.getByRole("button", IMPORT));
  await expect(page.getByRole("link", { name: "Go to users" })).toBeVisible();
  expect(await people()).toEqual(before);

  await test.step("undo it", async () => {
    await press(page, page.getByRole("link", { name: "Import history" }));
    await press(page, page.getByRole("table", { name: "Entries, newest first" }).getByRole("link").first());
    await press(page, page.getByRole("button", { name: "Undo…" }));
    await press(page, dialog.getByRole("button", { name: "Review the undo" }));
    await expect(page.getByRole("heading", { level: 1, name: "Review of an undo" })).toBeFocused();
    await press(page, page.getByRole("button", IMPORT));
    await expect(dialog).toBeVisible();
    if (await reason.count()) await type(page, reason, REASON);
    await press(page, dialog.getByRole("button", IMPORT));
    await expect(page.getByRole("link", { name: "Go to users" })).toBeVisible();
    await here.company.becomes("blocked");
  });
});

test("without a mouse: the tabs of a run by the arrow keys, and a person is found and edited", async ({ page, enter }) => {
  await enter("/local/history");
  await press(page, page.getByRole("table", { name: "Entries, newest first" }).getByRole("link").first());
  await tabTo(page, page.getByRole("tab", { selected: true }));
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: /^Changes/ })).toBeFocused();

  const [person] = (await here.company.employees("&status=active")).filter(({ email }) => email);
  await press(page, page.getByRole("link", { name: "Users", exact: true }));
  await type(page, page.getByRole("searchbox", { name: "Search" }), person?.email ?? "");
  await expect(page.getByRole("row")).toHaveCount(2);
  await press(page, page.getByRole("table").getByRole("link").first());
  const edit = page.getByRole("button", { name: "Edit" });
  await press(page, edit);
  await type(page, page.getByRole("textbox", { name: "Email" }), `by.keyboard.${person?.email}`);
  await press(page, page.getByRole("button", { name: "Save" }));
  await expect(page.getByText("Done: Saved", { exact: true })).toBeVisible();
  await press(page, page.getByRole("button", { name: "Done" }));
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await tabTo(page, edit);
});
