import { CREDENTIALS } from "./company";
import { press, tabTo, type } from "./keyboard";
import { arrived, expect, ownCompany, test } from "./test";

const here = ownCompany();
const IMPORT = { name: /^Import \d+ changes?$/ };

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

test("flow 1, without a mouse: connect", async ({ page, enter }) => {
  await enter("/local");
  await press(page, page.getByRole("link", { name: "Continue setup" }));
  await press(page, page.getByRole("radio", { name: "TriNet PEO" }), "Space");
  await press(page, page.getByRole("button", { name: "Next" }));
  await press(page, page.getByRole("button", { name: "Accept and continue" }));
  await type(page, page.getByRole("textbox", { name: "Company ID" }), CREDENTIALS.company);
  await type(page, page.getByRole("textbox", { name: "Client ID" }), CREDENTIALS.client_id);
  await type(page, page.getByLabel("Client Secret", { exact: true }), CREDENTIALS.client_secret);
  await press(page, page.getByRole("button", { name: "Connect and test" }));
  await here.company.becomes("connected");
});

test("flow 2, without a mouse: review and import", async ({ page, enter }) => {
  await here.company.map();
  await here.company.setUp();
  await enter("/local");
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

test("flow 3, without a mouse: find and edit a person", async ({ page, enter }) => {
  const [person] = (await here.company.employees("&status=active")).filter(({ email }) => email);
  await enter("/local/users");
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
