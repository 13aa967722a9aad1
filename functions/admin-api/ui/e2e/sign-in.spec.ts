import { PERSONAS } from "./personas";
import { arrived, expect, failedLoad, ownCompany, test } from "./test";

const here = ownCompany();

test("who opens a place signs in first and comes to that place", async ({ page }) => {
  await page.goto(`${here.server.url}/local/history?kind=manual`);
  for (const name of Object.values(PERSONAS)) await expect(page.getByText(name)).toBeVisible();
  await page.getByText(PERSONAS["account-administrator"]).click();
  await arrived(page);
  await expect(page).toHaveURL(`${here.server.url}/local/history?kind=manual`);
  await expect(page.getByRole("heading", { level: 1, name: "Import history" })).toBeVisible();
  await expect(page.getByText("Account Administrator", { exact: true })).toBeVisible();
});

test("a reload keeps who is signed in and where, and signing out asks again", async ({ page }) => {
  const eddie = PERSONAS["employee-data-administrator"];
  await page.goto(`${here.server.url.replace("127.0.0.1", "localhost")}/local/users?status=active`);
  await page.getByText(eddie).click();
  await arrived(page);
  await page.reload();
  await arrived(page);
  await expect(page).toHaveURL(`${here.server.url}/local/users?status=active`);
  await expect(page.getByText(eddie)).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in" }).click();
  for (const name of Object.values(PERSONAS)) await expect(page.getByText(name)).toBeVisible();
});

test("the only account opens by itself", async ({ page, enter }) => {
  await enter("/");
  await expect(page).toHaveURL(`${here.server.url}/local`);
});

test("who has no role is told whom to ask, and sees no account", async ({ page, enter, mishaps }) => {
  mishaps.expect(failedLoad(403, 404));
  await enter("/", "no-role");
  await expect(page.getByRole("heading", { level: 1, name: "You have no access yet" })).toBeVisible();
  await page.goto(`${here.server.url}/local/users`);
  await arrived(page);
  await expect(page.getByRole("heading", { level: 1, name: "You have no access here" })).toBeVisible();
  await page.goto(here.server.url);
  await page.getByRole("button", { name: "Sign in as somebody else" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "You are signed out" })).toBeVisible();
});

test("another account does not exist for its neighbour", async ({ page, enter, mishaps }) => {
  mishaps.expect(failedLoad(404));
  await enter("/local/users", "other-account");
  await expect(page.getByRole("heading", { level: 1, name: "You have no access here" })).toBeVisible();
});

test("signing out leaves nothing behind", async ({ page, enter }) => {
  await enter("/local");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "You are signed out" })).toBeVisible();
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ""]);
});

test("what is asked while the page is being left is answered, and Back shows nothing until somebody signs in", async ({ page, enter }) => {
  await enter("/local/users");
  let leave = (): void => {};
  const held = new Promise<void>((resolve) => (leave = resolve));
  await page.route("**/dev/end?**", async (route) => {
    await held;
    await route.continue();
  });
  const answers: number[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/v1/accounts/local/")) answers.push(response.status());
  });
  // A page that is looked at again asks again.
  await page.evaluate(() => void setInterval(() => window.dispatchEvent(new Event("visibilitychange")), 100));
  await page.getByRole("button", { name: "Sign out" }).click({ noWaitAfter: true });
  const before = answers.length;
  await expect.poll(() => answers.length).toBeGreaterThan(before);
  leave();
  await expect(page.getByRole("heading", { level: 1, name: "You are signed out" })).toBeVisible();
  expect(answers.filter((status) => status >= 400)).toEqual([]);
  await page.goBack();
  await arrived(page);
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
});

test("an answer of the issuer that was not asked for signs nobody in", async ({ page }) => {
  await page.goto(`${here.server.url}/signed-in?code=stolen&state=guessed`);
  await expect(page.getByRole("heading", { level: 1, name: "You are not signed in" })).toBeVisible();
});
