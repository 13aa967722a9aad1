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

/** Goes to a field with a list by Tab, narrows it by typing and takes what stands first. */
export async function choose(page: Page, wanted: Locator, text: string): Promise<void> {
  await type(page, wanted, text);
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
}

async function hasFocus(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === document.activeElement || element.contains(document.activeElement));
}

/** What has the focus lies in the window and is not covered by a bar (WCAG 2.4.11). */
export async function expectFocusToBeSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element) return "nothing has the focus";
    const box = element.getBoundingClientRect();
    // A box that is only heard has its drawing beside it.
    if (box.width <= 2 || element.matches("input[type=checkbox], input[type=radio]")) return "";
    // Of what is larger than the window, the part in the window counts.
    const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
    const [upper, lower] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
    if (left >= right || upper >= lower) return `${element.outerHTML.slice(0, 120)} is out of sight`;
    const top = document.elementFromPoint((left + right) / 2, (upper + lower) / 2);
    if (!top || !(element.contains(top) || top.contains(element))) return `${element.outerHTML.slice(0, 120)} is covered`;
    return "";
  });
  expect(seen).toBe("");
}
