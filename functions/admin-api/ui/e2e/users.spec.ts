import { arrived, expect, failedLoad, ownCompany, test } from "./test";

const here = ownCompany(async (company) => {
  await company.live();
  await company.day("changes");
});

async function somebody(status = "active") {
  const found = (await here.company.employees(`&status=${status}`)).find(({ name, email }) => name && email);
  if (!found) throw new Error(`nobody is ${status}`);
  return found;
}

test("people are found by name, email or Employee ID, and no address says who", async ({ page, enter }) => {
  const person = await somebody();
  await enter("/local/users");
  for (const text of [person.name ?? "", (person.email ?? "").toUpperCase(), person.employee_id ?? ""]) {
    await page.getByRole("searchbox", { name: "Search" }).fill(text);
    await expect(page.getByRole("link", { name: person.name ?? "" }).first()).toBeVisible();
    await expect(page.getByRole("row")).not.toHaveCount(51);
    expect(page.url()).toBe(`${here.server.url}/local/users`);
  }
  await page.getByRole("link", { name: person.name ?? "" }).first().click();
  await arrived(page);
  await page.goBack();
  await expect(page.getByRole("searchbox", { name: "Search" })).toHaveValue(person.employee_id ?? "");
});

test("filters and pages stand in the address", async ({ page, enter }) => {
  await enter("/local/users");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page).toHaveURL(/cursor=/);
  await page.getByRole("link", { name: "First page" }).click();
  await expect(page).not.toHaveURL(/cursor=/);
  await page.getByRole("combobox", { name: "Status" }).selectOption("former");
  await expect(page).toHaveURL(/status=former/);
  await expect(page.getByRole("cell", { name: "Active", exact: true })).toHaveCount(0);
  await page.getByRole("combobox", { name: "Status" }).selectOption("");
  const missing = page.getByRole("checkbox", { name: "Only who is missing from TriNet" });
  await missing.click();
  await expect(missing).toBeChecked();
  await expect(page.getByText(/Missing since \d{4}-\d\d-\d\d, 1 sync/)).toHaveCount(1);
});

test("a person's page says why each value is there and what changed it", async ({ page, enter }) => {
  const person = await somebody();
  await enter(`/local/users/${person.id}`);
  await expect(page.getByRole("heading", { level: 1, name: person.name ?? "" })).toBeVisible();
  await page.getByRole("button", { name: "Why? Email" }).click();
  await expect(page.locator(".explained").first()).not.toBeEmpty();
  await expect(page.getByRole("region", { name: "History of changes" }).getByRole("listitem").first()).toBeVisible();
});

test("a date of birth is shown once somebody has said that it will be recorded", async ({ page, enter }) => {
  const person = await somebody();
  await enter(`/local/users/${person.id}`);
  const date = /^\d{4}-\d\d-\d\d$/;
  const birth = page.locator(".person-value", { has: page.getByText("Date of Birth", { exact: true }) });
  await expect(birth.getByText(date)).toHaveCount(0);
  await birth.getByRole("button", { name: "Show" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Show, and record it" }).click();
  await expect(birth.getByText(date)).toBeVisible();
  await page.reload();
  await arrived(page);
  await expect(birth.getByText(date)).toHaveCount(0);
});

test("an email is edited, the history keeps it, and it can be undone", async ({ page, enter }) => {
  const person = await somebody();
  const email = `edited.${person.email}`;
  await enter(`/local/users/${person.id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Done: Saved", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(email).first()).toBeVisible();
  expect((await here.company.employees()).find(({ id }) => id === person.id)?.email).toBe(email);
});

test("who saves over somebody else's edit sees it first, and has a way on", async ({ page, enter, mishaps }) => {
  mishaps.expect(failedLoad(412));
  const [, person] = (await here.company.employees("&status=active")).filter(({ email }) => email);
  if (!person) throw new Error("nobody to edit");
  await enter(`/local/users/${person.id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(`mine.${person.email}`);
  const { etag } = await here.company.api.get(`/employees/${person.id}`);
  const theirs = { employee_id: `${person.employee_id}-theirs` };
  const { body } = await here.company.api.send<{ run_id: string }>("PATCH", `/employees/${person.id}`, { body: theirs, ifMatch: etag });
  await here.company.ended(body.run_id);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Somebody changed this person while you were editing")).toBeVisible();
  await page.getByRole("button", { name: "Keep what I typed" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Done: Saved", { exact: true })).toBeVisible();
  const now = (await here.company.employees()).find(({ id }) => id === person.id);
  expect([now?.email, now?.employee_id]).toEqual([`mine.${person.email}`, theirs.employee_id]);
});

test("a duplicate is retired: dummy identifiers, deactivated", async ({ page, enter }) => {
  const people = (await here.company.employees("&status=active")).filter(({ email }) => email);
  const person = people[5];
  await enter(`/local/users/${person?.id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("button", { name: "Retire as a duplicate" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Done: Saved", { exact: true })).toBeVisible();
  const now = (await here.company.employees()).find(({ id }) => id === person?.id);
  expect(now?.status).toBe("deactivated");
  expect(now?.email).toMatch(/@duplicate\.invalid$/);
});
