import type { ChangeOf } from "./shown";
import { expect, ownCompany, test } from "./test";

let before: string[] = [];
const here = ownCompany(async (company) => {
  await company.live();
  before = (await company.employees()).map(({ id }) => id);
  await company.day("renumbered");
});

test("auto-sync adds no possible duplicate; a person calls it the same, and the history stays", async ({ page, enter }) => {
  const people = async () => (await here.company.employees()).map(({ id }) => id);
  expect((await people()).sort()).toEqual([...before].sort());

  await enter("/local/review");
  await page.getByRole("button", { name: "Start a review" }).click();
  await page.getByRole("link", { name: /^Needs attention/ }).click();
  await page.getByRole("table").getByRole("button", { expanded: false }).first().click();
  const both = page.getByRole("table", { name: "From TriNet beside the directory" });
  await expect(both).toContainText("From TriNet");
  await expect(both).toContainText("In the directory");
  await page.getByRole("button", { name: "Same person" }).click();
  await expect(page.getByText("Updates the person who is in the directory, and keeps their history.")).toBeVisible();

  const [change] = (await here.company.api.get<{ items: ChangeOf[] }>(`${planOf(page.url())}/changes?flagged=true`)).body.items;
  const button = { name: /^Import \d+ changes?$/ };
  await page.getByRole("button", button).click();
  const dialog = page.getByRole("dialog");
  const reason = dialog.getByRole("textbox", { name: "Why is it right?" });
  if (await reason.count()) await reason.fill("TriNet gave the same person another number.");
  await dialog.getByRole("button", button).click();
  await expect(page.getByRole("link", { name: "Go to users" })).toBeVisible();

  expect((await people()).sort()).toEqual([...before].sort());
  const [same] = (await here.company.employees()).filter(({ id }) => id === change?.duplicates[0]?.employee);
  expect(same?.employee_id).toBe(change?.employee_id);
  expect(same?.email).toBe(change?.email);
});

/** `/plans/{digest}` of the API, of the address of a review. */
function planOf(address: string): string {
  return new URL(address).pathname.replace("/local", "");
}
