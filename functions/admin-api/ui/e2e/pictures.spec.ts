import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { enter, expect, ownCompany, settled, test } from "./test";

/** The pictures of README.md: `npm run pictures`, or `cargo xtask pictures` which builds what it shows first. */
const FOLDER = fileURLToPath(new URL("../../../../docs/pictures", import.meta.url));

let digest = "";
const here = ownCompany(async (company) => {
  await company.live();
  for (const day of ["changes", "quiet", "changes", "changes", "quiet", "changes"] as const) await company.day(day);
  await company.day("blocked");
  await company.day("renumbered");
  digest = await company.review();
});

const PICTURES = { review: () => `/local/plans/${encodeURIComponent(digest)}`, history: () => "/local/history" };

for (const [name, place] of Object.entries(PICTURES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      // As if it were the day in the simulated company, so that the times read as times do.
      const [last] = await here.company.runs();
      await page.clock.setSystemTime(new Date(Date.parse(last?.started_at ?? "") + 240_000));
      await page.setViewportSize({ width: 1120, height: 760 });
      await page.emulateMedia({ colorScheme });
      await enter(page, place());
      await settled(page);
      await expect(page.getByRole("table").first()).toBeVisible();
      mkdirSync(FOLDER, { recursive: true });
      await page.screenshot({ path: `${FOLDER}/${name}-${colorScheme}.png`, scale: "css" });
    });
  }
}
