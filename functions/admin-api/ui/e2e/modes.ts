import { expect, type Locator, type Page } from "@playwright/test";
import { expectFocusToBeSeen } from "./keyboard";

/** A window of 1,280 by 1,024 pixels at 400 % (WCAG 1.4.10). */
export const ZOOMED = { width: 320, height: 256 };

/** Where something differs that can be seen without any colour of ours: a line, its kind, or the system's own pair of colours. */
const SEEN = ["outlineStyle", "outlineWidth", "borderBottomColor", "borderBottomWidth", "borderTopWidth", "backgroundColor", "textDecorationLine"] as const;

/** Of two things that say different states, one has what the other has not. */
export async function expectToldApart(one: Locator, other: Locator, what: string): Promise<void> {
  const [first, second] = await Promise.all([one, other].map((it) => it.first().evaluate(look, [...SEEN])));
  expect(first, what).not.toEqual(second);
}

function look(element: Element, properties: string[]): string[] {
  const style = getComputedStyle(element) as unknown as Record<string, string>;
  return properties.map((property) => style[property] ?? "");
}

/** Buttons and fields of the page that would be text without a shape: nothing of their border differs from what is behind. */
export async function shapeless(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll<HTMLElement>(".button, .input, select, .tile, .card, .notice")];
    return parts
      .filter((part) => part.offsetParent !== null)
      .filter((part) => {
        const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(part);
        return borderTopStyle === "none" || borderTopWidth === "0px" || borderTopColor === backgroundColor;
      })
      .map((part) => part.outerHTML.slice(0, 120));
  });
}

/** What stays in place while the page scrolls, dialogs aside. */
export async function sticking(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll<HTMLElement>("*")]
      .filter((element) => ["sticky", "fixed"].includes(getComputedStyle(element).position))
      // Out of sight until it has the focus.
      .filter((element) => !element.matches(".skip-link, .overlay") && element.getClientRects().length > 0)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** Goes through all stops of a page by Tab; each of them must be seen when it has the focus. Gives their number. */
export async function walk(page: Page): Promise<number> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let stops = 0; ; stops += 1) {
    await page.keyboard.press("Tab");
    const isNew = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body || element.dataset["walked"]) return false;
      element.dataset["walked"] = "yes";
      return true;
    });
    if (!isNew) return stops;
    await expectFocusToBeSeen(page);
  }
}

/** Animations and transitions that somebody who wants none would still see. */
export async function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => {
        const { duration, iterations } = animation.effect?.getComputedTiming() ?? {};
        return Number(duration) > 1 || iterations === Infinity;
      })
      .map((animation) => `${(animation as CSSAnimation).animationName ?? (animation as CSSTransition).transitionProperty}`),
  );
}
