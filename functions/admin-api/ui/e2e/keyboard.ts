import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any page has: a focus that goes in a circle ends the test. */
const STOPS_MAX = 200;

/** Presses Tab until the focus is on something, as somebody without a mouse does. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    if (await hasFocus(wanted)) {
      await expectFocusToBeSeen(page);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${wanted} is not reached by the Tab key`);
}

/** Goes to something by Tab and presses a key on it. */
export async function press(page: Page, wanted: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

/** Goes to a field by Tab and types. */
export async function type(page: Page, wanted: Locator, text: string): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

async function hasFocus(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === document.activeElement || element.contains(document.activeElement));
}

/** What has the focus lies in the window and is not covered by a bar (WCAG 2.4.11), and is marked. */
async function expectFocusToBeSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element) return "nothing has the focus";
    const box = element.getBoundingClientRect();
    // A box that is only heard has its drawing beside it.
    if (box.width <= 2 || element.matches("input[type=checkbox], input[type=radio]")) return "";
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
    const top = document.elementFromPoint(x, y);
    if (!top || !(element.contains(top) || top.contains(element))) return `${element.outerHTML.slice(0, 120)} is covered or out of sight`;
    return "";
  });
  expect(seen).toBe("");
}
