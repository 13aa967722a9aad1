import type { Which } from "../../api/people";
import { STATUS_FILTERS } from "./text";

/** What the address says; a search is personal data and never stands there. */
export function whichOf(params: URLSearchParams, search: string): Which {
  const status = params.get("status");
  const known = STATUS_FILTERS.find((it) => it === status);
  return { status: known ?? null, missing: params.get("missing") === "true", search, cursor: params.get("cursor") };
}

/** The address for other filters: always their first page. */
export function withFilter(params: URLSearchParams, name: "status" | "missing", value: string | null): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete("cursor");
  if (value === null) next.delete(name);
  else next.set(name, value);
  return next;
}

export function withCursor(params: URLSearchParams, cursor: string | null): URLSearchParams {
  const next = new URLSearchParams(params);
  if (cursor === null) next.delete("cursor");
  else next.set("cursor", cursor);
  return next;
}

export function isFiltered({ status, missing, search }: Which): boolean {
  return status !== null || missing || search.trim() !== "";
}

/** The search of this entry of the browser's history: it survives going back, and is in no address. */
export function searchOf(state: unknown): string {
  const search = typeof state === "object" && state !== null ? (state as { search?: unknown }).search : undefined;
  return typeof search === "string" ? search : "";
}
