import { addresses, badAddress } from "../../addresses";
import type { Connect } from "../../api/shapes";

/** What is typed in the wizard. It lives in the page alone, and the secret is gone as soon as it was sent. */
export interface Draft {
  company: string;
  client_id: string;
  client_secret: string;
  recipients: string;
  time_zone: string;
}

export type DraftErrors = Partial<Record<keyof Draft, string>>;

export function emptyDraft(company: string): Draft {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { company, client_id: "", client_secret: "", recipients: "", time_zone: timeZone };
}

/** What is wrong with a draft, field by field, and how to put it right. */
export function errorsOf(draft: Draft, isFirst: boolean): DraftErrors {
  const errors: DraftErrors = {};
  if (draft.company.trim() === "") errors.company = "Enter the Company ID, as TriNet’s Integration Center shows it.";
  if (draft.client_id.trim() === "") errors.client_id = "Enter the Client ID.";
  if (draft.client_secret.trim() === "") errors.client_secret = "Enter the Client Secret. If it was not saved, make a new one in TriNet.";
  if (!isFirst) return errors;
  const bad = badAddress(draft.recipients);
  if (bad) errors.recipients = `${bad} is not an email address.`;
  if (draft.time_zone === "") errors.time_zone = "Choose a time zone.";
  return errors;
}

/** What is sent: on a reconnection, recipients and time zone stay as they are. */
export function request(draft: Draft, isFirst: boolean): Connect {
  const credentials = {
    company: draft.company.trim(),
    client_id: draft.client_id.trim(),
    client_secret: draft.client_secret.trim(),
  };
  return isFirst ? { ...credentials, recipients: addresses(draft.recipients), time_zone: draft.time_zone } : credentials;
}
