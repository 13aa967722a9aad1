import { NOBODY, PAGES } from "./places";
import { scan, scansMade } from "./scan";
import { arrived, failedLoad, ownCompany, test } from "./test";

test.afterAll(() => {
  process.stdout.write(`${scansMade()} scans by axe in this worker\n`);
});

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
