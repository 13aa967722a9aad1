// Which part of a plan is looked at. It lives in the address, so that a link, the back button and two tabs work; what somebody
// searches for is personal data and does not.
import type { ChangesAsked, FindingsAsked } from "../../api/reviews";
import type { Flag, Known } from "../../api/shapes";

/** The parts of a review, by the word in the address. */
export const SHOWN = ["all", "new", "updated", "deactivated", "reactivated", "attention", "excluded", "errors"] as const;
/** One of them. */
export type Shown = (typeof SHOWN)[number];

/** What a change can be marked as, for a reviewer to look at. */
export const FLAGS: readonly Known<Flag>[] = ["high_risk_change", "possible_duplicate", "identifier_change"];

/** The mark of a name; anything else is none. */
export function flagOf(name: string | null): Known<Flag> | null {
  return FLAGS.find((known) => known === name) ?? null;
}

/** What is looked at. */
export interface View {
  show: Shown;
  /** A field that changes, by its name. */
  field: string | null;
  /** What the changes are marked as. */
  flag: Known<Flag> | null;
  cursor: string | null;
  /** The opened row. */
  open: string | null;
}

/** Reads the address. What it does not know counts as not said. */
export function viewOf(address: URLSearchParams): View {
  const show = address.get("show");
  return {
    show: SHOWN.find((known) => known === show) ?? "all",
    field: address.get("field"),
    flag: flagOf(address.get("flag")),
    cursor: address.get("cursor"),
    open: address.get("open"),
  };
}

/** Whether a view leaves changes out. */
export function isNarrowed({ show, field, flag }: View): boolean {
  return show !== "all" || field !== null || flag !== null;
}

/** The address of a view. Another part begins at its first page with nothing opened. */
export function addressOf(view: Partial<View>): string {
  const address = new URLSearchParams();
  if (view.show !== undefined && view.show !== "all") address.set("show", view.show);
  for (const key of ["field", "flag", "cursor", "open"] as const) {
    const value = view[key];
    if (value !== undefined && value !== null) address.set(key, value);
  }
  const text = address.toString();
  return text === "" ? "" : `?${text}`;
}

/** Where the table of a view stands, from elsewhere on the page. */
export function tableOf(view: Partial<View>): string {
  return `${addressOf(view)}#changes`;
}

const ACTIONS: Partial<Record<Shown, ChangesAsked["action"]>> = {
  new: "create",
  updated: "update",
  deactivated: "deactivate",
  reactivated: "reactivate",
};

/** What is asked of the API for a view's table of changes; `null` where the view is about findings. */
export function changesQuery(view: View, search: string): ChangesAsked | null {
  if (view.show === "excluded" || view.show === "errors") return null;
  const query: ChangesAsked = { limit: 50 };
  const action = ACTIONS[view.show];
  if (action !== undefined) query.action = action;
  if (view.show === "attention") query.flagged = true;
  if (view.field !== null) query.field = view.field;
  if (view.flag !== null) query.flag = view.flag;
  if (search.trim() !== "") query.search = search.trim();
  if (view.cursor !== null) query.cursor = view.cursor;
  return query;
}

/** What is asked of the API for a view's list of findings; `null` where the view is about changes. */
export function findingsQuery(view: View): FindingsAsked | null {
  const query: FindingsAsked = { limit: 50, ...(view.cursor === null ? {} : { cursor: view.cursor }) };
  if (view.show === "errors") return { ...query, severity: "error" };
  if (view.show === "excluded") return { ...query, code: "excluded_still_active" };
  return null;
}
