import { addresses, badAddress } from "../../addresses";
import type { AccountSettings, VolumeLimit } from "../../api/shapes";

/** Numbers stay text while they are typed. */
export interface LimitDraft {
  percent: string;
  people: string;
}

export type LimitKey = "deactivate" | "create" | "identifiers";

export const LIMITS: readonly LimitKey[] = ["deactivate", "create", "identifiers"];

export interface Draft extends Omit<AccountSettings, LimitKey | "recipients" | "high_risk"> {
  recipients: string;
  high_risk: { fields: AccountSettings["high_risk"]["fields"]; minimum: string };
  limits: Record<LimitKey, LimitDraft>;
}

const limitDraft = ({ percent, people }: VolumeLimit): LimitDraft => ({ percent: String(percent), people: String(people) });

export function draftOf({ deactivate, create, identifiers, recipients, high_risk, ...rest }: AccountSettings): Draft {
  return {
    ...rest,
    recipients: recipients.join("\n"),
    high_risk: { fields: high_risk.fields, minimum: String(high_risk.minimum) },
    limits: { deactivate: limitDraft(deactivate), create: limitDraft(create), identifiers: limitDraft(identifiers) },
  };
}

/** What is sent: all settings, also those that this form does not show. */
export function settingsOf({ limits, recipients, high_risk, ...rest }: Draft): AccountSettings {
  const limit = ({ percent, people }: LimitDraft): VolumeLimit => ({ percent: Number(percent), people: Number(people) });
  return {
    ...rest,
    recipients: addresses(recipients),
    high_risk: { fields: high_risk.fields, minimum: Number(high_risk.minimum) },
    deactivate: limit(limits.deactivate),
    create: limit(limits.create),
    identifiers: limit(limits.identifiers),
  };
}

/** What is wrong, by JSON pointer, as the API would name it. */
export function errorsOf(draft: Draft): Record<string, string> {
  const errors: Record<string, string> = {};
  const bad = badAddress(draft.recipients);
  if (bad) errors["/recipients"] = `${bad} is not an email address.`;
  if (draft.time_zone === "") errors["/time_zone"] = "Choose a time zone.";
  for (const key of LIMITS) {
    if (!isWhole(draft.limits[key].percent, 0, 100)) errors[`/${key}/percent`] = "Enter a whole number from 0 to 100.";
    if (!isWhole(draft.limits[key].people, 1, 1_000_000)) errors[`/${key}/people`] = "Enter a whole number of at least 1.";
  }
  const most = draft.high_risk.fields.length;
  if (most === 0) errors["/high_risk/fields"] = "Choose at least one: this safeguard is always on.";
  else if (!isWhole(draft.high_risk.minimum, 1, most)) errors["/high_risk/minimum"] = `Enter a whole number from 1 to ${most}.`;
  if (draft.redacted.includes("email") && draft.redacted.includes("employee_id")) {
    errors["/redacted"] = "With both Email and Employee ID redacted nobody could be matched. Keep one of the two.";
  }
  return errors;
}

function isWhole(text: string, least: number, most: number): boolean {
  const value = Number(text);
  return /^\d+$/.test(text.trim()) && value >= least && value <= most;
}

/** A list with an entry put in or taken out. */
export function toggled<Entry>(entries: readonly Entry[], entry: Entry, isIn: boolean): Entry[] {
  const others = entries.filter((other) => other !== entry);
  return isIn ? [...others, entry] : others;
}
