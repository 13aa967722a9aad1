import type { Employee } from "../src/api/shapes";
import { expect, ownCompany, test } from "./test";

let before: Map<string, Employee>;
const here = ownCompany(async (company) => {
  await company.live();
  before = new Map((await company.employees()).map((person) => [person.id, person]));
  await company.day("changes");
});

test("an import is taken back after a review, and the daily sync waits for a person", async ({ page, enter }) => {
  const [daily] = (await here.company.runs()).filter(({ kind, state }) => kind === "auto" && state === "committed");
  await enter("/local/history");
  await page.getByRole("table").getByRole("link").first().waitFor();
  await page.goto(`${here.server.url}/local/history/${daily?.run_id}`);
  await page.getByRole("button", { name: "Undo…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Review the undo" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Review of an undo" })).toBeVisible();
  await expect(page.getByText("This takes an import back")).toBeVisible();
  const button = { name: /^Import \d+ changes?$/ };
  await page.getByRole("button", button).click();
  const dialog = page.getByRole("dialog");
  const reason = dialog.getByRole("textbox", { name: "Why is it right?" });
  if (await reason.count()) await reason.fill("The import was not meant to be.");
  await dialog.getByRole("button", button).click();
  await expect(page.getByRole("link", { name: "Go to users" })).toBeVisible();

  for (const person of await here.company.employees()) {
    const was = before.get(person.id);
    if (was) expect({ ...person, missing: null }, person.id).toEqual({ ...was, missing: null });
    else expect(person.status, "whom the import created").toBe("deactivated");
  }
  await here.company.becomes("blocked");
});
