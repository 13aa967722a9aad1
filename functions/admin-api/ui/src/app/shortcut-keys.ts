/** Where `g` and a letter lead, under the account. */
export const PLACES_BY_KEY: Record<string, string> = {
  i: "",
  r: "/review",
  h: "/history",
  u: "/users",
  s: "/settings",
  a: "/about",
};

export const SHORTCUTS: { keys: string[]; does: string }[] = [
  { keys: ["?"], does: "Show these shortcuts" },
  { keys: ["g", "i"], does: "Go to Integrations" },
  { keys: ["g", "r"], does: "Go to Review" },
  { keys: ["g", "h"], does: "Go to Import history" },
  { keys: ["g", "u"], does: "Go to Users" },
  { keys: ["g", "s"], does: "Go to Settings" },
  { keys: ["g", "a"], does: "Go to About and help" },
  { keys: ["Esc"], does: "Close a dialog" },
];

/**
 * Whether the shortcuts are used. It is kept in memory alone, until the page is closed or loaded again: of all choices only the
 * theme is stored in a browser.
 */
export const shortcuts = { used: true };

const TAKES_KEYS = "input:not([type=radio], [type=checkbox]), textarea, select, [role=dialog], [role=alertdialog]";

/** Whether a key pressed there is meant as text, or for the dialog that is open there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest(TAKES_KEYS) !== null;
}
