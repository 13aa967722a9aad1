/** The parts of a run, by the word in the address. */
export const TABS = ["summary", "changes", "errors", "activity"] as const;
/** One of them. */
export type TabName = (typeof TABS)[number];

/** The part that an address asks for; the summary where it asks for none that there is. */
export function tabOf(address: URLSearchParams): TabName {
  return TABS.find((tab) => tab === address.get("tab")) ?? "summary";
}
