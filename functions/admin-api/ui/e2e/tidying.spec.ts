import { Api } from "./api";
import { expect, ownCompany, test } from "./test";

const here = ownCompany(async (company) => {
  await company.live();
  await company.autoSync(false);
});

test("a demographic that the mapping no longer fills is deleted of everybody, after a review", async ({ page, enter }) => {
  const withPlace = async () => (await here.company.employees()).filter(({ demographics }) => "Work Location" in demographics).length;
  const before = await withPlace();
  expect(before).toBeGreaterThan(0);
  await test.step("a specialist unlocks the mapping", async () => {
    await new Api(here.server.url, "data-and-integrations-specialist").send("POST", "/mapping/unlock");
  });
  await test.step("the administrator takes the demographic out of it, and locks it again", async () => {
    await enter("/local/mapping");
    await page.getByRole("button", { name: /^Remove Work Location/ }).click();
    await page.getByRole("button", { name: "Lock and continue" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Lock the mapping" }).click();
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
  });
  await test.step("it is offered for deleting, and reviewed first", async () => {
    await enter("/local/mapping");
    const unused = page.getByRole("region", { name: "No longer filled" });
    await unused.getByRole("checkbox", { name: "Work Location" }).check();
    await unused.getByRole("button", { name: "Review deleting them" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Review of an edit" })).toBeFocused();
    expect(await withPlace()).toBe(before);
  });
  await test.step("the import deletes it", async () => {
    await page.getByRole("button", { name: /^Import \d+ changes$/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: /^Import \d+ changes$/ }).click();
    await expect(page.getByRole("link", { name: "Go to users" })).toBeVisible();
    expect(await withPlace()).toBe(0);
    await enter("/local/mapping");
    await expect(page.getByRole("heading", { name: "Custom demographics" })).toBeVisible();
    await expect(page.getByRole("region", { name: "No longer filled" })).toHaveCount(0);
  });
});
