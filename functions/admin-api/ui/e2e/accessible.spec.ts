import { arrived, expect, failedLoad, ownCompany, settled, test } from "./test";
import { scan, scansMade } from "./scan";

/** Every page by its place; `run`, `person` and `digest` are those of the company. */
interface Ids {
  run: string;
  person: string;
  digest: string;
}

const PAGES: [name: string, place: (ids: Ids) => string][] = [
  ["integrations", () => "/local"],
  ["connect", () => "/local/connect"],
  ["access and terms", () => "/local/connect?step=access"],
  ["credentials", () => "/local/connect?step=credentials"],
  ["tests", () => "/local/connect?step=tests"],
  ["mapping", () => "/local/mapping"],
  ["review", () => "/local/review"],
  ["plan", ({ digest }) => `/local/plans/${encodeURIComponent(digest)}`],
  ["progress", ({ run }) => `/local/runs/${run}/progress`],
  ["blocked", () => "/local/blocked"],
  ["history", () => "/local/history"],
  ["run", ({ run }) => `/local/history/${run}`],
  ["changes of a run", ({ run }) => `/local/history/${run}?tab=changes`],
  ["errors of a run", ({ run }) => `/local/history/${run}?tab=errors`],
  ["activity of a run", ({ run }) => `/local/history/${run}?tab=activity`],
  ["users", () => "/local/users"],
  ["person", ({ person }) => `/local/users/${person}`],
  ["settings", () => "/local/settings"],
  ["about", () => "/local/about"],
  ["no such page", () => "/local/nowhere"],
];

const NOBODY: Ids = { run: "run_none", person: "emp_none", digest: "sha256:none" };

test.afterAll(() => {
  process.stdout.write(`${scansMade()} scans by axe in this worker\n`);
});

test.describe("empty", () => {
  ownCompany();
  for (const [name, place] of PAGES) {
    test(`${name}, before anything was done`, async ({ page, enter, mishaps }) => {
      mishaps.expect(failedLoad(400, 404));
      await enter(place(NOBODY));
      await scan(page, name);
    });
  }

  test("the page on which people sign in, and those without access", async ({ page, enter, mishaps }) => {
    mishaps.expect(failedLoad(404));
    await enter("/", "no-role");
    await scan(page, "no role");
    await enter("/local", "other-account");
    await scan(page, "another account");
    await page.goto(`${new URL(page.url()).origin}/signed-out`);
    await arrived(page);
    await scan(page, "signed out");
  });
});

test.describe("filled", () => {
  let ids = NOBODY;
  ownCompany(async (company) => {
    await company.live();
    await company.day("changes");
    await company.day("blocked");
    const [changes] = (await company.runs()).filter(({ kind, state }) => kind === "auto" && state === "committed");
    const [person] = await company.employees("&status=active");
    ids = { run: changes?.run_id ?? "", person: person?.id ?? "", digest: await company.review() };
  });
  for (const [name, place] of PAGES) {
    test(`${name}, with a company that is blocked`, async ({ page, enter, mishaps }) => {
      if (name === "no such page") mishaps.expect(failedLoad(404));
      await enter(place(ids));
      await scan(page, name);
    });
  }

  test("what opens: a change, dialogs, the list of shortcuts, the menu of a narrow screen", async ({ page, enter }) => {
    await enter(`/local/plans/${encodeURIComponent(ids.digest)}`);
    await page.getByRole("table").getByRole("button", { expanded: false }).first().click();
    await scan(page, "an opened change");
    await page.getByRole("button", { name: /^Import/ }).click();
    await scan(page, "the import dialog");
    await page.keyboard.press("Escape");
    await enter(`/local/users/${ids.person}`);
    await page.getByRole("button", { name: "Why? Email" }).click();
    await settled(page);
    await scan(page, "an explained value");
    await page.getByRole("button", { name: "Edit" }).click();
    await scan(page, "the edit dialog");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await scan(page, "the shortcuts");
  });
});

test.describe("error", () => {
  ownCompany((company) => company.live());
  for (const [name, place] of PAGES) {
    test(`${name}, when the API fails`, async ({ page, enter, mishaps }) => {
      mishaps.expect(failedLoad(500));
      await page.route(/\/v1\/accounts\//, (route) =>
        route.fulfill({
          status: 500,
          contentType: "application/problem+json",
          json: { type: "/v1/problems/panicked", title: "It failed", status: 500, code: "panicked", detail: "Try again.", request_id: "req_1" },
        }),
      );
      await enter(place(NOBODY));
      await settled(page);
      await scan(page, name);
    });
  }
});
