import { CREDENTIALS, RECIPIENT } from "./company";
import { expect, ownCompany, test } from "./test";

const here = ownCompany();

test("from nothing to the first import and auto-sync, by the pages alone", async ({ page, enter }) => {
  await enter("/local");
  await expect(page.getByText("Not connected")).toBeVisible();
  await page.getByRole("link", { name: "Continue setup" }).click();

  await test.step("which TriNet, and how", async () => {
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("Choose your TriNet product.")).toBeVisible();
    await page.getByRole("radio", { name: "TriNet HR Plus" }).check();
    await expect(page.getByText("This product is not supported")).toBeVisible();
    await page.getByRole("radio", { name: "TriNet PEO" }).check();
    await page.getByRole("button", { name: "Next" }).click();
  });
  await test.step("what is read and why", async () => {
    await expect(page.getByRole("table", { name: "Permissions in TriNet, and what each is for" })).toBeVisible();
    await page.getByRole("button", { name: "Accept and continue" }).click();
  });
  await test.step("credentials, which are not shown again", async () => {
    await page.getByRole("textbox", { name: "Company ID" }).fill(CREDENTIALS.company);
    await page.getByRole("textbox", { name: "Client ID" }).fill(CREDENTIALS.client_id);
    const secret = page.getByLabel("Client Secret", { exact: true });
    await expect(secret).toHaveAttribute("type", "password");
    await secret.fill(CREDENTIALS.client_secret);
    await page.getByRole("textbox", { name: /^Who gets mail/ }).fill(RECIPIENT);
    await page.getByRole("button", { name: "Connect and test" }).click();
  });
  await test.step("each permission, tested", async () => {
    await expect(page.getByText("All tests passed")).toBeVisible();
    await expect(page.locator("main")).not.toContainText(CREDENTIALS.client_secret);
    await page.getByRole("link", { name: "Map fields" }).click();
  });
  await test.step("the mapping, which is locked", async () => {
    await expect(page.getByRole("heading", { level: 1, name: "Map fields" })).toBeVisible();
    await page.getByRole("button", { name: "Lock and continue" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Lock the mapping?" });
    await expect(dialog.getByText("It cannot be edited later")).toBeVisible();
    await dialog.getByRole("button", { name: "Lock the mapping" }).click();
    await expect(dialog).toHaveCount(0);
  });
  await test.step("the set-up sync, which imports nobody", async () => {
    await expect(page).toHaveURL(`${here.server.url}/local`);
    await page.getByRole("button", { name: "Sync", exact: true }).click();
    await expect(page.getByText("Finalise sync")).toBeVisible();
    expect(await here.company.employees()).toEqual([]);
  });
  await test.step("the first review and import", async () => {
    await page.getByRole("link", { name: "Get started" }).click();
    await page.getByRole("button", { name: "Start a review" }).click();
    await page.getByRole("button", { name: /^Import \d+ changes$/ }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("New");
    await dialog.getByRole("button", { name: /^Import \d+ changes$/ }).click();
    await page.getByRole("link", { name: "Go to users" }).click();
    await expect(page.getByRole("table", { name: "People of the directory" })).toBeVisible();
  });
  await test.step("auto-sync, off until somebody switches it on", async () => {
    await page.getByRole("link", { name: "Integrations", exact: true }).click();
    await expect(page.getByText("Paused", { exact: true })).toBeVisible();
    const autoSync = page.getByRole("switch", { name: /Auto-sync/ });
    await expect(autoSync).not.toBeChecked();
    await autoSync.click();
    await expect(page.getByRole("switch", { name: "Auto-sync On" })).toBeChecked();
    await expect(page.getByText("Connected", { exact: true })).toBeVisible();
  });
  // The switch shows at once what was chosen; the server has it a moment later.
  await expect.poll(async () => (await here.company.integration()).auto_sync.on).toBe(true);
});
