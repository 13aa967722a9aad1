import type { PermissionCheck } from "../../api/shapes";
import type { StateTone } from "../../parts/StateWord";

/** What a test came out with, in a word. */
export function outcome({ passed, required }: PermissionCheck): { word: string; tone: StateTone } {
  if (passed) return { word: "Passed", tone: "good" };
  return required ? { word: "Missing", tone: "bad" } : { word: "Warning", tone: "caution" };
}

/** What all of them say together. */
export function verdict(checks: readonly PermissionCheck[]): "waiting" | "passed" | "warning" | "missing" {
  if (checks.length === 0) return "waiting";
  if (checks.some(({ passed, required }) => !passed && required)) return "missing";
  return checks.every(({ passed }) => passed) ? "passed" : "warning";
}
