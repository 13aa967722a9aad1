import type { Change, DuplicateCandidate } from "../../api/shapes";

/** One field of a new person and of somebody of the directory. */
export interface Pair {
  field: string;
  incoming: string | null;
  stored: string | null;
  /** Whether they are the same; hidden values may look alike and differ. */
  isSame: boolean;
}

/** The two records field by field: what *same person* would not change is the same in both. */
export function sideBySide(change: Pick<Change, "fields">, candidate: Pick<DuplicateCandidate, "fields">): Pair[] {
  const differing = new Map(candidate.fields.map((field) => [field.field, field]));
  const pairs = change.fields
    .filter(({ field }) => field !== "status" && field !== "source_id")
    .map(({ field, after }): Pair => {
      const differs = differing.get(field);
      return { field, incoming: after, stored: differs ? differs.before : after, isSame: differs === undefined };
    });
  const known = new Set(change.fields.map(({ field }) => field));
  const more = candidate.fields.filter(({ field }) => !known.has(field));
  return [...pairs, ...more.map(({ field, before, after }) => ({ field, incoming: after, stored: before, isSame: false }))];
}
