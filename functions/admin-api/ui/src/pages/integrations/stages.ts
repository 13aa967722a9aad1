import type { Integration } from "../../api/shapes";

export type StageState = "done" | "current" | "later";

export interface Stage {
  name: string;
  state: StageState;
}

/** The stages of the set-up (R9), by the names that the guide of the source uses. */
export const STAGES = ["Access and terms", "Connect", "Map fields", "Activate", "First sync"] as const;

/** How many stages are done. Whoever has connected has agreed to the terms, for both are one way through the wizard. */
export function stagesDone(integration: Integration): number {
  const { connection, last_import, mapping, state } = integration;
  // Whoever disconnected begins again, whatever was imported before.
  if (last_import && state !== "not_connected" && state !== "connecting") return STAGES.length;
  switch (state) {
    case "not_connected":
    case "connecting":
      return 0;
    case "connected":
      return 2;
    case "mapped":
    case "setting_up":
      return 3;
    case "ready_to_finalise":
    case "importing":
      return 4;
    case "live":
      return STAGES.length;
    case "blocked":
    case "credential_failed":
    default:
      // The source may refuse the credentials at any time; what was done stays done, also in a state that this page does not know.
      if (!connection) return 0;
      return mapping.locked ? 3 : 2;
  }
}

export function stages(integration: Integration): Stage[] {
  const done = stagesDone(integration);
  return STAGES.map((name, at) => ({ name, state: at < done ? "done" : at === done ? "current" : "later" }));
}
