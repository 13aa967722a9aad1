// What the kinds, states and colours of runs are called.
import type { Act, Colour, HistoryEntry, Known, RunKind, RunState } from "../../api/shapes";
import { plain } from "../../text";

/** How a word is shown. */
export type Tone = "good" | "caution" | "bad" | "info";

const KINDS: Readonly<Record<RunKind, string>> = {
  setup: "Set-up sync",
  review: "Review",
  auto: "Daily sync",
  manual: "Import",
  file: "File import",
  undo: "Undo",
  support: "Support action",
  act: "Act",
};

/** The kinds that the history can be narrowed to. */
export const FILTER_KINDS: readonly Known<RunKind>[] = ["auto", "manual", "review", "setup", "file", "undo", "support", "act"];

/** What a kind of run is called. */
export function kindWord(kind: RunKind): string {
  return KINDS[kind] ?? plain(kind);
}

/** What is chosen to narrow the history to a kind, or to all kinds of runs. */
export function filterWord(kind: RunKind | "runs"): string {
  if (kind === "runs") return "All runs";
  return kind === "act" ? "Other acts" : kindWord(kind);
}

const DEEDS: Readonly<Record<Act, string>> = {
  revealed_change: "Looked at hidden values of a change",
  revealed_employee: "Looked at hidden values of a person",
  connected: "Saved a connection to TriNet",
  disconnected: "Disconnected TriNet",
  mapping_locked: "Locked the mapping",
  mapping_unlocked: "Unlocked the mapping",
  settings_changed: "Changed the settings",
  auto_sync_on: "Switched auto-sync on",
  auto_sync_off: "Switched auto-sync off",
};

/** What a run or an act is called. */
export function entryWord({ kind, act }: Pick<HistoryEntry, "kind" | "act">): string {
  return act ? (DEEDS[act.what] ?? plain(act.what)) : kindWord(kind);
}

const COLOURS: Readonly<Record<Colour, [Tone, string]>> = {
  green: ["good", "Clean"],
  yellow: ["caution", "Some ignored"],
  red: ["bad", "Nothing applied"],
};

/** The colours that the history can be narrowed to. */
export const FILTER_COLOURS: readonly Known<Colour>[] = ["green", "yellow", "red"];

/** What a colour means, in two words (D20). */
export function colourWord(colour: Colour): string {
  return COLOURS[colour]?.[1] ?? String(colour);
}

const STATES: Readonly<Record<RunState, [Tone | null, string]>> = {
  running: ["info", "Running"],
  planned: ["info", "Planned"],
  completed: [null, "Done"],
  committed: [null, "Imported"],
  blocked: ["bad", "Blocked"],
  failed: [null, "Failed"],
  skipped: ["info", "Nothing to do"],
};

/** The word for how a run stands, and its tone: the run's colour where that says more. */
export function statusOf({ state, colour, kind }: Pick<HistoryEntry, "state" | "colour" | "kind">): { tone: Tone; word: string } {
  const [tone, word] = STATES[state] ?? [null, String(state)];
  if (kind === "act") return { tone: "info", word: "Recorded" };
  const ofColour = COLOURS[colour]?.[0] ?? "info";
  if (state === "committed" && colour === "yellow") return { tone: "caution", word: "Some ignored" };
  if (state === "failed") return { tone: colour === "yellow" ? "caution" : "bad", word };
  return { tone: tone ?? ofColour, word };
}

/** How long something took: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`. */
export function duration(milliseconds: number | null): string {
  if (milliseconds === null) return "–";
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}
