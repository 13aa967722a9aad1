import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const THEMES = ["light", "dark"] as const;
/** A phone at 400 % zoom of a laptop, a tablet, a laptop. */
export const WIDTHS = [320, 768, 1280] as const;

let scans = 0;

/** Scans made by this worker, for the figures of a run. */
export function scansMade(): number {
  return scans;
}

/** The page in every theme and width: no violation of any of axe's rules, and nothing that scrolls sideways. */
export async function scan(page: Page, what: string): Promise<void> {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await expectNoSidewaysScroll(page, `${what}, ${width} px`);
      // The legacy mode runs the same rules in the page alone: there are no frames.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).analyze();
      scans += 1;
      const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map(({ html }) => html).join("\n    ")}`);
      expect(found, `${what}, ${colorScheme}, ${width} px`).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Only a table in its own wrapper may be wider than the page. */
export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const { wide, widest } = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const scrolls = (element: Element | null): boolean =>
      element !== null && (["auto", "scroll", "hidden"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const beyond = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > room + 1 && !scrolls(element.parentElement),
    );
    return {
      wide: document.documentElement.scrollWidth - room,
      widest: beyond.slice(0, 3).map((element) => element.outerHTML.slice(0, 160)),
    };
  });
  expect(wide, `${what} scrolls sideways because of ${widest.join(" and ")}`).toBeLessThanOrEqual(0);
}
