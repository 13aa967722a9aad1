/**
 * The documents of the API, by the names that these pages use. What is in them says functions/admin-api/openapi.json, from which
 * schema.d.ts is made: a field that is renamed there is a type error here.
 *
 * The words of answers are open: besides those that this release knows, any other may come, and is shown as it came.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];

/** The words of a list that this release knows. */
export type Known<Word extends string> = Word extends string ? (string extends Word ? never : Word) : never;

/** A stable code of a finding or a guard, see docs/codes.md. */
export type Code = Schemas["Code"];

export interface List<Item> {
  items: Item[];
  next_cursor: string | null;
}

// ── Outside of accounts

export type Config = Schemas["ConfigView"];
export type Role = Schemas["Role"];
/** RFC 9457. */
export type ProblemDocument = Schemas["ProblemView"];
export type FieldError = Schemas["FieldError"];

// ── Integration, connection, mapping, settings

export type Integration = Schemas["IntegrationView"];
export type IntegrationState = Schemas["IntegrationState"];
export type PermissionCheck = Schemas["PermissionCheck"];
export type Connect = Schemas["Connect"];
export type Switch = Schemas["Switch"];
export type AccountSettings = Schemas["SettingsView"];
export type VolumeLimit = Schemas["LimitView"];

export type Mapping = Schemas["MappingView"];
export type Transform = Schemas["Transform"];
/** A mapping as it is tried and saved. */
export type MappingDraft = Pick<Mapping, "exclude" | "demographics">;

export type Asked = Schemas["Ask"];
export type Lookup = Schemas["LookupView"];
export type FieldProfile = Schemas["FieldProfileShape"];
export type Preview = Schemas["PreviewShape"];
export type WhatIf = Schemas["WhatIfShape"];

// ── Plans and reviews

export type Action = Schemas["Action"];
export type Flag = Schemas["Flag"];
export type Severity = Schemas["Severity"];
export type Counts = Schemas["Counts"];
export type Plan = Schemas["ReviewView"];
export type Change = Schemas["ChangeView"];
export type FieldChange = Schemas["FieldChange"];
export type DuplicateCandidate = Schemas["DuplicateView"];
export type Finding = Schemas["FindingView"];
export type Objection = Schemas["Objection"];
/** What a reviewer decided, with nothing left out. */
export type Commit = Required<Schemas["Choices"]>;

// ── Runs: the import history, and whatever is under way

export type RunKind = Schemas["RunKind"];
export type RunState = Schemas["RunState"];
export type Colour = Schemas["Colour"];
export type HistoryEntry = Schemas["HistoryEntry"];
/** What somebody did, where it is no run. */
export type Act = Schemas["Deed"];
/** Why a change was not written. */
export type Refusal = Schemas["Refusal"];
/** The mail about a run. */
export type Mail = Schemas["MailView"];
/** A run that was just asked for: how far it is shows only when it is read. */
export type Begun = Schemas["RunDetail"];
export type RunDetail = Schemas["RunPage"];

// ── People

export type EmployeeStatus = Schemas["EmployeeStatus"];
export type Employee = Schemas["EmployeeView"];
export type EmployeeDetail = Schemas["EmployeeDetail"];
export type Explanation = Schemas["ExplanationView"];
/** What an edit may change of somebody by hand (R24, R25). */
export type Edit = Schemas["Edit"];
