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

/** Whether a key pressed there is meant as text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [role=dialog]") !== null;
}
