import { arrived, expect, ownCompany, test } from "./test";

const here = ownCompany((company) => company.live());

test("recipients and safeguards are saved, and stay after a reload", async ({ page, enter }) => {
  await enter("/local/settings");
  const percent = page.getByRole("spinbutton").first();
  await percent.fill("33");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Done: Saved", { exact: true })).toBeVisible();
  await page.reload();
  await arrived(page);
  await expect(page.getByRole("spinbutton").first()).toHaveValue("33");
});

test("auto-sync is a switch that takes effect at once", async ({ page, enter }) => {
  await enter("/local");
  await page.getByRole("switch", { name: "Auto-sync On" }).click();
  await expect(page.getByRole("switch", { name: "Auto-sync Off" })).toBeVisible();
  await expect.poll(async () => (await here.company.integration()).auto_sync.on).toBe(false);
});

test("disconnecting asks for the company's name, and leaves directory and history", async ({ page, enter }) => {
  const people = (await here.company.employees()).length;
  await enter("/local/settings");
  await page.getByRole("button", { name: /^Disconnect/ }).click();
  const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
  const confirm = dialog.getByRole("button", { name: "Disconnect" });
  await dialog.getByRole("textbox").fill("Z9Y");
  await confirm.click();
  await expect(dialog).toBeVisible();
  expect((await here.company.integration()).state).toBe("live");
  await dialog.getByRole("textbox").fill("A1B");
  await confirm.click();
  await expect.poll(async () => (await here.company.integration()).state).toBe("not_connected");
  expect((await here.company.employees()).length).toBe(people);
  expect((await here.company.runs()).length).toBeGreaterThan(0);
});
