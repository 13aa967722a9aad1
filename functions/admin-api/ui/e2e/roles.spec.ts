import type { Persona } from "./personas";
import { enter, expect, ownCompany, test } from "./test";

let person = "";
let digest = "";
ownCompany(async (company) => {
  await company.live();
  await company.autoSync(false);
  await company.day("changes");
  digest = await company.review();
  person = (await company.employees("&status=active"))[0]?.id ?? "";
});

/** What each page offers, and to whom: the permissions table of docs/threat-model.md, as people meet it. */
const OFFERS: { place: () => string; role: "button" | "link" | "switch"; name: RegExp; to: Persona[]; isDisabled?: boolean }[] = [
  { place: () => "/local/review", role: "button", name: /^Start a review$/, to: ["account-administrator", "employee-data-administrator"] },
  {
    place: () => `/local/plans/${encodeURIComponent(digest)}`,
    role: "button",
    name: /^Import \d+ changes$/,
    to: ["account-administrator", "employee-data-administrator"],
  },
  { place: () => `/local/users/${person}`, role: "button", name: /^Edit$/, to: ["account-administrator", "employee-data-administrator"] },
  { place: () => `/local/users/${person}`, role: "button", name: /^Show$/, to: ["account-administrator", "employee-data-administrator"] },
  { place: () => "/local/settings", role: "button", name: /^Disconnect/, to: ["account-administrator"] },
  { place: () => "/local/users?missing=true", role: "button", name: /deactivate the missing/i, to: ["product-support-specialist", "data-and-integrations-specialist"] },
  { place: () => "/local/mapping", role: "button", name: /unlock/i, to: ["data-and-integrations-specialist"] },
];

const INSIDERS: Persona[] = [
  "account-administrator",
  "employee-data-administrator",
  "product-support-specialist",
  "data-and-integrations-specialist",
];

for (const persona of INSIDERS) {
  test(`${persona} is offered what the role may do, and nothing else`, async ({ page }) => {
    for (const { place, role, name, to } of OFFERS) {
      await test.step(`${place()}: ${name}`, async () => {
        await enter(page, place(), persona);
        const offered = page.locator("main").getByRole(role, { name });
        if (to.includes(persona)) await expect(offered.first()).toBeVisible();
        else await expect(offered).toHaveCount(0);
      });
    }
  });
}

test("everybody with a role sees every page", async ({ page }) => {
  for (const persona of INSIDERS) {
    for (const place of ["", "/review", "/history", "/users", "/settings", "/mapping", "/about", "/blocked"]) {
      await enter(page, `/local${place}`, persona);
      await expect(page.locator("main")).not.toContainText("Something went wrong");
    }
  }
});
