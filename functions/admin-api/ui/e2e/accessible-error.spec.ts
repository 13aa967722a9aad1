import { NOBODY, PAGES } from "./places";
import { scan, scansMade } from "./scan";
import { failedLoad, ownCompany, settled, test } from "./test";

test.afterAll(() => {
  process.stdout.write(`${scansMade()} scans by axe in this worker\n`);
});

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
