/** Runs: the import history, and whatever is under way. */
import type { Code, Counts, Instant, Open } from "./shapes";

export type RunKind = Open<"setup" | "review" | "auto" | "manual" | "file" | "undo" | "support" | "act">;
export type RunState = Open<"running" | "planned" | "completed" | "committed" | "blocked" | "failed" | "skipped">;
export type Colour = Open<"green" | "yellow" | "red">;

export interface HistoryEntry {
  run_id: string;
  kind: RunKind;
  state: RunState;
  colour: Colour;
  actor: string;
  started_at: Instant;
  finished_at: Instant | null;
  duration_ms: number | null;
  digest: string | null;
  mapping_version: number;
  counts: Counts;
  findings: Record<Code, number>;
  blocked_by: Code[];
  error: string | null;
  /** What somebody did, where it is an act and no run. */
  act?: { what: string; about: string | null } | null;
}

export interface RunDetail extends HistoryEntry {
  error_detail: string | null;
  reason: string | null;
  applied: number;
  already_true: number;
  refused: { id: string; reason: string }[];
  skipped: string[];
  same_person: Record<string, string>;
  undoes: string | null;
  progress: { done: number; total: number } | null;
  reading: { pass: number; pages: number; people: number } | null;
  mail: Mail[];
  entry_number: number | null;
  previous: string | null;
  next_step: string | null;
}

/** The mail about a run. */
export interface Mail {
  state: Open<"waiting" | "sent" | "given_up">;
  /** To how many addresses. */
  recipients: number;
  attempts: number | null;
  tried_at: Instant | null;
  next_try_at: Instant | null;
  sent_at: Instant | null;
  given_up_at: Instant | null;
}

export interface Verified {
  history: Record<string, unknown>;
  flaws: { number: number; run: string | null; what: string }[];
}
