import { arrived, expect, ownCompany, test } from "./test";

let digest = "";
const here = ownCompany(async (company) => {
  await company.live();
  await company.autoSync(false);
  await company.day("changes");
  digest = await company.review();
});

const place = () => `/local/plans/${encodeURIComponent(digest)}`;

test("the tiles count what the plan does, and each narrows the table, in the address", async ({ page, enter }) => {
  const { counts } = await here.company.plan(digest);
  await enter(place());
  for (const [label, count] of Object.entries({ New: counts.create, Updated: counts.update, Deactivated: counts.deactivate })) {
    expect(count, label).toBeGreaterThan(0);
    const tile = page.getByRole("link", { name: new RegExp(`^${label}\\s*${count}$`) });
    await tile.click();
    await expect(page.getByRole("table").getByRole("button", { expanded: false })).toHaveCount(count);
  }
  const filtered = page.url();
  await page.reload();
  await arrived(page);
  await expect(page).toHaveURL(filtered);
  await expect(page.getByRole("heading", { level: 2, name: "Deactivated people" })).toBeVisible();
});

test("a row opens what changes, the date of birth stays hidden until it is asked for, and that is recorded", async ({ page, enter }) => {
  await enter(place());
  await page.getByRole("link", { name: /^New/ }).click();
  await page.getByRole("table").getByRole("button", { expanded: false }).first().click();
  await expect(page.getByText("hidden").first()).toBeAttached();
  await expect(page.locator("main")).not.toContainText(/\b(19|20)\d\d-\d\d-\d\d\b.*Date of Birth/);
  await page.getByRole("button", { name: "Show the date of birth…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Show, and record it" }).click();
  await expect(page.getByText("That you looked is in the history.", { exact: false })).toBeVisible();
  const { body } = await here.company.api.get<{ items: { actor: string; act: { what: string } }[] }>("/runs?acts=true&kind=act");
  const looks = body.items.filter(({ act }) => act.what === "revealed_change");
  expect(looks.map(({ actor }) => actor)).toEqual(["Ada Account Administrator"]);
});

test("what is searched for stands in no address", async ({ page, enter }) => {
  await enter(place());
  await page.getByRole("searchbox", { name: "Search in these changes" }).fill("acme.example");
  await expect(page.getByRole("table")).toBeVisible();
  expect(page.url()).not.toContain("acme");
});

test("who is left out is not imported, and a later review offers it again", async ({ page, enter }) => {
  const { counts } = await here.company.plan(digest);
  await enter(place());
  await page.getByRole("link", { name: /^Deactivated/ }).click();
  // Until the narrowed rows are there, the others stand.
  await expect(page.getByRole("table").getByRole("button", { expanded: false })).toHaveCount(counts.deactivate);
  await page.getByRole("button", { name: "Leave out" }).first().click();
  await expect(page.getByText("1 change is left out", { exact: false })).toBeVisible();
  const changes = counts.create + counts.update + counts.deactivate + counts.reactivate - 1;
  await page.getByRole("button", { name: `Import ${changes} changes` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Left out");
  await dialog.getByRole("button", { name: `Import ${changes} changes` }).click();
  await expect(page.getByRole("link", { name: "Go to users" })).toBeVisible();

  await page.goto(here.server.url + place());
  await arrived(page);
  await expect(page.getByText("This review was acted on")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Import/ })).toHaveCount(0);
  const again = await here.company.plan(await here.company.review());
  expect(again.counts.deactivate).toBe(1);
});
