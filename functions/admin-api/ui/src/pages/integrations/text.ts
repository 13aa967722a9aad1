import { wordsOf } from "../../api/codes";
import type { StateTone } from "../../parts/StateWord";
import type { Integration, IntegrationState } from "../../api/shapes";
import { plain } from "../../text";

export interface StateText {
  word: string;
  tone: StateTone;
  /** What is so, and what comes next. */
  text: string;
}

/** Every state of 1.15 by the words of the Integrations page that people know. */
export const STATES: Record<IntegrationState, StateText> = {
  not_connected: {
    word: "Not connected",
    tone: "none",
    text: "Connect TriNet PEO to keep employees and their demographics current. You need a Client ID and Secret from TriNet.",
  },
  connecting: {
    word: "Connecting",
    tone: "busy",
    text: "Rollcall is testing the credentials and each permission. This takes about a minute.",
  },
  connected: {
    word: "Map fields",
    tone: "info",
    text: "TriNet is connected. Next, choose which TriNet fields fill your demographics.",
  },
  mapped: {
    word: "Ready to sync",
    tone: "info",
    text: "The mapping is locked. Start the initial sync: it checks everything once more and imports nobody.",
  },
  setting_up: {
    word: "Syncing data",
    tone: "busy",
    text: "The initial sync is under way. It may take up to 12 hours; you can leave this page. Nobody is imported yet.",
  },
  ready_to_finalise: {
    word: "Finalise sync",
    tone: "info",
    text: "The initial sync is done. Review your first import: nothing is applied before you say so.",
  },
  importing: { word: "Importing", tone: "busy", text: "An import is being applied. You can leave this page." },
  live: {
    word: "Connected",
    tone: "good",
    text: "Your directory follows TriNet every day. You can also sync now and review what would change.",
  },
  blocked: {
    word: "Blocked",
    tone: "bad",
    text: "A safeguard stopped the daily sync. Nothing was changed. It stays blocked until somebody reviews it.",
  },
  credential_failed: {
    word: "Reconnect",
    tone: "bad",
    text: "TriNet no longer accepts the credentials. Your directory and its history are kept; nothing syncs until you reconnect.",
  },
};

/** Instead of `connecting`, when the tests have ended without a connection. */
const NOT_MADE: StateText = {
  word: "Could not connect",
  tone: "bad",
  text: "Put right what is named above, then test again. Nothing was read and nothing was changed.",
};

/** Instead of `live`, which nothing is before its first import, while auto-sync is off: also before it is ever switched on. */
const PAUSED: StateText = {
  word: "Paused",
  tone: "info",
  text: "Auto-sync is off: nothing is imported until somebody syncs or switches it on.",
};

/** The words for an integration. */
export function wordsFor({ auto_sync, last_check_error, state }: Integration): StateText {
  if (state === "connecting" && last_check_error) return NOT_MADE;
  if (state === "live" && !auto_sync.on) return PAUSED;
  return STATES[state] ?? { word: plain(state), tone: "info", text: "" };
}

const LATER = "Nobody was imported. Sync again later; if it stays so, ask a person.";

/** What to do when the initial sync came to nothing, by the code of its error, where that is no finding. */
const AFTER_SET_UP: Readonly<Record<string, string>> = {
  bad_source_address: "Ask a person: the address of TriNet must be corrected.",
  credentials_rejected: "Have a new Client ID and Secret made in TriNet and connect again, then sync.",
  permission_missing: "Ask a TriNet Integration Administrator to grant the permission, then sync again.",
  request_lost: "Nothing was done. Sync again.",
  source_malformed: LATER,
  source_rate_limited: LATER,
  source_too_big: "Ask a person, and tell them how many people the company has.",
  source_unreachable: LATER,
};

/** What to do next after an initial sync that came to nothing. */
export function afterSetUp(code: string): string {
  return AFTER_SET_UP[code] ?? wordsOf(code).next;
}

/** What each stage is, for who wants to know. */
export const STAGE_HELP: string[] = [
  "An Account Administrator or Employee Data Administrator connects, with somebody who is an Integration Administrator in TriNet. Allow one to three weeks for the whole set-up.",
  "Enter the Company ID, the Client ID and the Client Secret. Rollcall tests each permission and names what would be missing.",
  "Core fields are mapped for you. Add custom demographics, and a field that excludes people if you need one. Then lock.",
  "The initial sync checks the connection and the mapping, which may take up to 12 hours. It imports nobody.",
  "Review the numbers of new, updated and deactivated employees, then import. After that, auto-sync can be switched on.",
];
