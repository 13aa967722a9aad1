/**
 * The documents of the admin API, as functions/admin-api/src/view writes them. Enums are open for reading: a value that this
 * page does not know is shown as it came.
 */

import type { RunState } from "./run-shapes";

export type * from "./run-shapes";

/** One of the words that we know, or another one that a newer API sends. */
export type Open<Word extends string> = Word | (string & {});

/** RFC 3339, UTC. */
export type Instant = string;
/** `YYYY-MM-DD`. */
export type Day = string;
/** A stable code of a finding or a guard, see docs/codes.md. */
export type Code = string;
/** A field of an employee: `email`, `end_date`, or a demographic's own name. */
export type Field = string;

// ── Outside of accounts

export interface Health {
  status: string;
  version: string;
}

export interface Config {
  issuer: string | null;
  client_id: string | null;
  scope: string;
  authorization_endpoint: string | null;
  token_endpoint: string | null;
  end_session_endpoint: string | null;
  help_url: string | null;
  version: string;
  /** Whether the development issuer signs people in. */
  local: boolean;
}

export type Role =
  | "account-administrator"
  | "employee-data-administrator"
  | "product-support-specialist"
  | "data-and-integrations-specialist";

export interface Session {
  subject: string;
  name: string | null;
  accounts: { account: string; roles: Role[] }[];
  expires_at: Instant;
}

/** RFC 9457. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  blocked_by?: Code[];
  request_id?: string;
  errors?: FieldError[];
  instance?: string;
}

/** What is wrong with one value of a request; `pointer` is a JSON pointer into its body. */
export interface FieldError {
  pointer: string;
  code: string;
  message: string;
}

export interface List<Item> {
  items: Item[];
  next_cursor: string | null;
}

// ── Integration, connection, mapping, settings

export type IntegrationState =
  | "not_connected"
  | "connecting"
  | "connected"
  | "mapped"
  | "setting_up"
  | "ready_to_finalise"
  | "importing"
  | "live"
  | "blocked"
  | "credential_failed";

export type NextAction = "connect" | "map" | "set_up" | "review" | "reconnect" | "wait" | "none";

export interface PermissionCheck {
  /** `token`, `company`, `employees`, `employees_all`, `departments`. */
  name: string;
  passed: boolean;
  /** What works because of it, or what will be missing and what to do. */
  detail: string;
  /** Whether nothing can be imported without it. */
  required: boolean;
}

export interface Connection {
  company: string;
  connected_at: Instant;
  connected_by: string;
  /** None while the connection is being tested. */
  checks: PermissionCheck[];
}

export interface Integration {
  account: string;
  state: IntegrationState;
  next_action: NextAction;
  blocked_by: Code[];
  connection: Connection | null;
  mapping: { version: number; locked: boolean };
  auto_sync: { on: boolean; hour: number; time_zone: string };
  recipients: string[];
  last_import: { at: Instant; mapping_version: number } | null;
  daily_next_at: Instant | null;
  setting_up_since: Instant | null;
  setting_up_run: string | null;
  active_run: string | null;
  blocked_run: string | null;
  secret: { ends_with: string; saved_at: Instant; saved_by: string } | null;
  last_check_error: { code: string; detail: string } | null;
  history_entries: number;
}

export type DateForm = "YYYY-MM-DD" | "MM/DD/YYYY" | "DD/MM/YYYY" | "YYYY-MM" | "YYYY";

export type Transform =
  | "trim"
  | { case: "upper" | "lower" | "title" }
  | { concatenate: { fields: string[]; separator: string } }
  | { values: { table: Record<string, string>; otherwise: "keep" | "leave_out" } }
  | { date: { from: DateForm; to: DateForm } };

export interface Demographic {
  name: string;
  field: string;
  transforms: Transform[];
}

export interface MappingDraft {
  exclude: string | null;
  demographics: Demographic[];
}

export interface Mapping extends MappingDraft {
  version: number;
  locked: boolean;
  core: { field: Field; source: string; endpoint: string; label: string }[];
}

export interface FieldProfile {
  path: string;
  endpoint: string;
  label: string;
  /** Up to three masked values: shape and length, never a value. */
  samples: string[];
  /** Share of people with a value, 0 to 1. */
  fill_rate: number;
  distinct: number;
}

export interface Preview {
  source_id: string;
  values: { field: Field; source: string | null; value: string | null; note: string | null }[];
  excluded: boolean;
}

export interface WhatIf {
  verdict: Verdict;
  blocked_by: Code[];
  counts: Counts;
  findings: Record<Code, number>;
  demographics: {
    name: string;
    field: string;
    people: number;
    filled: number;
    unusable: number;
    distinct: number;
    values: { value: string; people: number }[];
    near: string[];
  }[];
  excluded: string[];
  orphaned: { manager: string; reports: string[] }[];
  not_filled: string[];
  people: { source_id: string; employee: string | null; action: Action | null; fields: FieldChange[] }[];
}

export interface Lookup {
  id: string;
  kind: "fields" | "preview" | "what_if";
  state: "running" | "done" | "failed";
  error: { code: string; detail: string } | null;
  fields: FieldProfile[] | null;
  preview: Preview | null;
  what_if: WhatIf | null;
}

export interface VolumeLimit {
  percent: number;
  people: number;
}

export type EmployeeIdSource = "employeeId" | "alternateId" | "customGroupA" | "customGroupB";

export interface AccountSettings {
  recipients: string[];
  daily_hour: number;
  time_zone: string;
  employee_id_source: EmployeeIdSource;
  blank_clears: Field[];
  high_risk: { fields: Field[]; minimum: number };
  deactivate: VolumeLimit;
  create: VolumeLimit;
  identifiers: VolumeLimit;
  hierarchy: "warn" | "block";
  excluded_existing: "keep" | "deactivate";
  redacted: Field[];
  guards_off?: Code[];
}

// ── Plans and reviews

export type Verdict = Open<"apply" | "blocked" | "incomplete" | "no_changes">;
export type Action = Open<"create" | "update" | "deactivate" | "reactivate">;
export type Flag = Open<"high_risk_change" | "possible_duplicate" | "identifier_change">;
export type Severity = Open<"info" | "warning" | "error">;

export interface Counts {
  create: number;
  update: number;
  deactivate: number;
  reactivate: number;
  unchanged: number;
  excluded: number;
  ended_not_imported: number;
  held: number;
  refused: number;
  missing_from_source: number;
  cleared: number;
}

/** Values are text, dates `YYYY-MM-DD`; dates of birth are masked until they are revealed. */
export interface FieldChange {
  field: Field;
  before: string | null;
  after: string | null;
}

export interface Change {
  /** `c0001`; what `skip` and `same_person` name. */
  id: string;
  action: Action;
  source_id: string | null;
  /** Id in the directory. */
  employee: string | null;
  /** After the change. */
  name: string | null;
  name_before: string | null;
  email: string | null;
  employee_id: string | null;
  fields: FieldChange[];
  flags: Flag[];
  /** Directory people who may be this new person (D18). */
  duplicates: DuplicateCandidate[];
}

/** Somebody of the directory who may be the person of a creation, with what *same person* would write. */
export interface DuplicateCandidate {
  employee: string;
  fields: FieldChange[];
  /** What a reviewer must look at in that, where the API says so. */
  flags?: Flag[];
}

export interface Finding {
  code: Code;
  severity: Severity;
  source_id: string | null;
  field: Field | null;
  message: string;
  next_step: string;
}

export interface Objection {
  guard: Code;
  concerned: number;
  people: { source_id: string | null; employee: string | null; fields: Field[] }[];
  message: string;
  limit: { limit: VolumeLimit; active: number } | null;
}

export interface Plan {
  plan_id: string;
  digest: string;
  verdict: Verdict;
  blocked_by: Code[];
  objections: Objection[];
  counts: Counts;
  changes: Change[];
  findings: Finding[];
  run?: RunOfPlan;
  created_at: Instant;
  trigger: string;
  mapping_version: number;
  directory_epoch: number;
  /** Whether something came between, so that it cannot be committed any more. */
  stale: boolean;
  /** What came between, as the end of a sentence. */
  stale_because: string | null;
  /** The run that committed it, or tried to. */
  run_id: string | null;
  /** The run that made it. */
  review_run: string;
  flagged: number;
}

export interface RunOfPlan {
  id: string;
  state: RunState;
  applied: number;
  refused: number;
  already_true: number;
}

// ── People

export type EmployeeStatus = Open<"active" | "former" | "deactivated">;

export interface Employee {
  id: string;
  email: string | null;
  employee_id: string | null;
  source_id: string | null;
  name: string | null;
  preferred_name: string | null;
  date_of_birth: string | null;
  start_date: Day | null;
  end_date: Day | null;
  manager_email: string | null;
  status: EmployeeStatus;
  demographics: Record<string, string>;
  missing: { since: Day; runs: number } | null;
}

export interface EmployeeDetail extends Employee {
  source: Open<"trinet" | "edited">;
}

export interface Reason {
  code: Code | null;
  sentence: string;
  next_step: string;
}

export interface EmployeeChange {
  run_id: string;
  at: Instant;
  actor: string;
  fields: FieldChange[];
}
