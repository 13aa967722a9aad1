import { RECIPIENT } from "./company";
import { expect, ownCompany, test } from "./test";

const here = ownCompany((company) => company.blocked());
const REASON = "The record was given to the new person on purpose.";

test("a blocked day says why, hides whose values they are, and names the way out", async ({ page, enter }) => {
  await enter("/local");
  await expect(page.getByText("Blocked", { exact: true }).first()).toBeVisible();
  await page.getByRole("link", { name: "See why" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Blocked" })).toBeVisible();
  await expect(page.getByText("Nothing was changed.")).toBeVisible();
  await expect(page.locator("main")).not.toContainText("@");
  await expect(page.getByText("Date of Birth", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Mail" })).toBeVisible();
  await page.getByRole("button", { name: "Show the values…" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Show, and record it" }).click();
  await expect(page.locator("main")).toContainText("@acme.example");
  expect((await here.company.integration()).recipients).toEqual([RECIPIENT]);
});

test("the mail about it leads to exactly that review", async ({ page, enter }) => {
  const [mail = ""] = here.server.mails();
  const [link = "no link"] = /http:\S+/.exec(mail) ?? [];
  expect(link).toContain(`${here.server.url}/`);
  await enter(link.replace(here.server.url, ""));
  await expect(page.getByRole("heading", { level: 1, name: "Review" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Safeguards" })).toBeVisible();
});

test("a person reviews it, must say why it is right, and the integration goes on", async ({ page, enter }) => {
  await enter("/local/blocked");
  await page.getByRole("link", { name: "Start a review" }).click();
  await page.getByRole("button", { name: "Start a review" }).click();
  await expect(page.getByRole("region", { name: "Safeguards" })).toBeVisible();
  const button = { name: /^Import \d+ changes?$/ };
  await page.getByRole("button", button).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", button).click();
  const reason = dialog.getByRole("textbox", { name: "Why is it right?" });
  await expect(reason).toBeFocused();
  await expect(dialog.getByText("Say in a sentence why these changes are right.")).toBeVisible();
  await reason.fill(REASON);
  await dialog.getByRole("button", button).click();
  await expect(page.getByRole("link", { name: "Go to users" })).toBeVisible();
  await page.getByRole("link", { name: "Integrations", exact: true }).click();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
  const [last] = (await here.company.runs()).filter(({ kind }) => kind === "manual");
  await page.goto(`${here.server.url}/local/history/${last?.run_id}`);
  await expect(page.getByText(REASON)).toBeVisible();
});
