import { answerTheIssuer, arrived, expect, failedLoad, NO_CONNECTION, ownCompany, test } from "./test";

const here = ownCompany((company) => company.live());
const IMPORT = { name: /^Import \d+ changes?$/ };

test("two tabs: what one imports, the other cannot import again", async ({ page, context, enter }) => {
  await here.company.autoSync(false);
  await here.company.day("changes");
  const place = `/local/plans/${encodeURIComponent(await here.company.review())}`;
  await enter(place);
  const other = await context.newPage();
  await answerTheIssuer(other, "employee-data-administrator");
  await other.goto(here.server.url + place);
  await arrived(other);

  for (const tab of [page, other]) await tab.getByRole("button", IMPORT).click();
  await page.getByRole("dialog").getByRole("button", IMPORT).click();
  await expect(page.getByRole("link", { name: "Go to users" })).toBeVisible();
  const epoch = (await here.company.runs()).filter(({ kind, state }) => kind === "manual" && state === "committed").length;

  await other.getByRole("dialog").getByRole("button", IMPORT).click();
  await expect(other.getByText(/directory changed since|acted on|Nothing was changed|Nothing had to be changed/i).first()).toBeVisible();
  const after = (await here.company.runs()).filter(({ kind, state, counts }) => kind === "manual" && state === "committed" && counts.create > 0);
  expect(after.length).toBeLessThanOrEqual(epoch);
});

test("two tabs: settings that another saved are not overwritten unseen", async ({ page, enter, mishaps }) => {
  mishaps.expect(failedLoad(412));
  await enter("/local");
  await page.getByRole("button", { name: "Change hour" }).click();
  await page.getByRole("combobox", { name: "Hour" }).selectOption("5");
  const { etag } = await here.company.api.get("/integration");
  await here.company.api.send("PUT", "/auto-sync", { body: { on: false, hour: 7 }, ifMatch: etag });
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog").getByText(/changed/i).first()).toBeVisible();
  expect((await here.company.integration()).auto_sync.hour).toBe(7);
  // What the other saved is shown, and can be saved over once it was seen.
  await page.getByRole("dialog").getByRole("button", { name: "Show what is there now" }).click();
  await expect(page.getByRole("combobox", { name: "Hour" })).toHaveValue("7");
  await page.getByRole("combobox", { name: "Hour" }).selectOption("5");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect((await here.company.integration()).auto_sync.hour).toBe(5);
});

test("a switch that another was quicker than works the next time", async ({ page, enter, mishaps }) => {
  mishaps.expect(failedLoad(412));
  await here.company.autoSync(false);
  await enter("/local");
  const { etag } = await here.company.api.get("/integration");
  await here.company.api.send("PUT", "/auto-sync", { body: { on: false, hour: 9 }, ifMatch: etag });
  await page.getByRole("switch", { name: "Auto-sync Off" }).click();
  await expect(page.getByText("Somebody changed this meanwhile")).toBeVisible();
  await expect(page.getByText(/Every day at 09:00/)).toBeVisible();
  await page.getByRole("switch", { name: "Auto-sync Off" }).click();
  await expect(page.getByRole("switch", { name: "Auto-sync On" })).toBeVisible();
  await expect.poll(async () => (await here.company.integration()).auto_sync.on).toBe(true);
  await here.company.autoSync(false);
});

test("the back button goes to the page before, and does nothing again", async ({ page, enter }) => {
  await here.company.day("changes");
  await enter("/local");
  await page.getByRole("link", { name: "Review", exact: true }).click();
  await page.getByRole("button", { name: "Start a review" }).click();
  await expect(page).toHaveURL(/\/plans\//);
  await page.getByRole("link", { name: /^Updated/ }).click();
  const runs = (await here.company.runs()).length;
  await page.goBack();
  await expect(page).toHaveURL(/\/local\/?$/);
  await page.goForward();
  await expect(page).toHaveURL(/\/plans\/.*show=updated/);
  expect((await here.company.runs()).length).toBe(runs);
});

test("a double click imports once", async ({ page, enter }) => {
  const digest = await here.company.review();
  await enter(`/local/plans/${encodeURIComponent(digest)}`);
  await page.getByRole("button", IMPORT).click();
  await page.getByRole("dialog").getByRole("button", IMPORT).dblclick();
  await expect(page.getByRole("link", { name: "Go to users" })).toBeVisible();
  const commits = (await here.company.runs()).filter((run) => run.digest === digest && run.kind === "manual");
  expect(commits).toHaveLength(1);
});

test("a token that ran out is replaced, and the place is kept", async ({ page, enter, mishaps }) => {
  mishaps.expect(failedLoad(401));
  await page.clock.install();
  await enter("/local/users?status=active");
  let refused = 0;
  let old: string | undefined = "none yet";
  await page.route("**/v1/accounts/**", async (route) => {
    const isOld = refused < 20 && route.request().headers()["authorization"] === old;
    if (!isOld) return route.continue();
    refused += 1;
    await route.fulfill({
      status: 401,
      contentType: "application/problem+json",
      json: { type: "/v1/problems/not_signed_in", title: "Not signed in", status: 401, code: "not_signed_in", detail: "Sign in again." },
    });
  });
  const [first] = await Promise.all([page.waitForRequest("**/v1/accounts/**"), page.getByRole("link", { name: "Next page" }).click()]);
  // Time first: a token that is refused at once would not be asked for again.
  await page.clock.fastForward(15 * 60_000);
  old = first.headers()["authorization"];
  await page.getByRole("link", { name: "Import history" }).click();
  await arrived(page);
  await expect(page).toHaveURL(`${here.server.url}/local/history`);
  await expect(page.getByRole("table").first()).toBeVisible();
  expect(refused).toBeGreaterThan(0);
});

test("a server that is gone says so, and the page goes on when it is back", async ({ page, enter, mishaps }) => {
  mishaps.expect(NO_CONNECTION, failedLoad(401));
  await enter("/local/history");
  await here.server.end();
  await page.getByRole("link", { name: "Users" }).click();
  await expect(page.getByText("Rollcall did not answer")).toBeVisible();
  await here.server.begin();
  await page.getByRole("button", { name: "Try again" }).first().click();
  await arrived(page);
  await expect(page).toHaveURL(/\/local\/users/);
  await expect(page.getByRole("table", { name: "People of the directory" })).toBeVisible();
});
