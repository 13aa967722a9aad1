import type { Page } from "@playwright/test";
import { arrived, expect, ownCompany, test } from "./test";

const here = ownCompany((company) => company.connect());

const question = (page: Page) => page.getByRole("alertdialog", { name: "Leave without saving?" });

/** From Integrations to a page of its menu or card, so that there is something to go back to. */
async function from(page: Page, link: string, heading: string): Promise<void> {
  await page.getByRole("link", { name: link, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await arrived(page);
}

/** Closes the tab as a person does; whether the browser asked first. It stays open if so. */
async function asksBeforeItCloses(page: Page): Promise<boolean> {
  let asked = false;
  page.once("dialog", (dialog) => {
    asked = dialog.type() === "beforeunload";
    void dialog.dismiss();
  });
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked || page.isClosed()).toBe(true);
  return asked;
}

test("back from a mapping that is not saved: asked, stayed, then left", async ({ page, enter }) => {
  await enter("/local");
  await from(page, "Map fields", "Map fields");
  await page.getByRole("button", { name: "Field mapping" }).click();
  const name = page.getByRole("textbox", { name: "Demographic" });
  await name.fill("Team");

  await page.goBack();
  await question(page).getByRole("button", { name: "Stay" }).click();
  await expect(question(page)).toHaveCount(0);
  await expect(page).toHaveURL(`${here.server.url}/local/mapping`);
  await expect(name).toHaveValue("Team");

  await page.goBack();
  await question(page).getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/local\/?$/);
  await page.goForward();
  await expect(page).toHaveURL(`${here.server.url}/local/mapping`);
  await arrived(page);
  await expect(name).toHaveCount(0);
});

test("a mapping that was just locked leads on without a question", async ({ page, enter }) => {
  await enter("/local/mapping");
  await page.getByRole("button", { name: "Field mapping" }).click();
  await page.getByRole("combobox", { name: "TriNet field" }).fill("department name");
  await page.getByRole("option").first().click();
  await page.getByRole("button", { name: "Lock and continue" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Lock the mapping" }).click();
  await expect(page).toHaveURL(/\/local\/?$/);
  await expect(page.getByRole("button", { name: "Sync", exact: true })).toBeVisible();
});

test("back from settings that are not saved: asked; saved: not asked", async ({ page, enter }) => {
  await enter("/local");
  await from(page, "Settings", "Settings");
  const hour = page.getByRole("combobox", { name: "Hour" });
  await hour.selectOption("5");
  await page.goBack();
  await question(page).getByRole("button", { name: "Stay" }).click();
  await expect(hour).toHaveValue("5");
  expect(await asksBeforeItCloses(page)).toBe(true);

  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Done: Saved", { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/local\/?$/);
  await expect(question(page)).toHaveCount(0);
});

test("choices about a review outlive going back, and only closing the tab asks", async ({ page, enter }) => {
  await here.company.setUp();
  const digest = await here.company.review();
  await enter("/local");
  await from(page, "Review", "Review");
  await page.getByRole("link", { name: "Open it" }).click();
  await expect(page).toHaveURL(new RegExp(encodeURIComponent(digest)));
  await page.getByRole("table").getByRole("button", { name: "Leave out" }).first().click();
  await expect(page.getByText("1 change is left out", { exact: false })).toBeVisible();

  await page.goBack();
  await expect(page).toHaveURL(/\/local\/review$/);
  await expect(question(page)).toHaveCount(0);
  await page.goForward();
  await expect(page.getByText("1 change is left out", { exact: false })).toBeVisible();
  expect(await asksBeforeItCloses(page)).toBe(true);
});
