import type { AccountSettings } from "../../api/shapes";
import type { LimitKey } from "./draft";

type Guard = AccountSettings["guards_off"][number];

export const LIMIT_TEXTS: Record<LimitKey, { name: string; guard: Guard; what: string }> = {
  deactivate: { name: "Deactivations", guard: "volume_deactivate", what: "Stop when more people would be deactivated than both numbers allow." },
  create: { name: "New people", guard: "volume_create", what: "Stop when more people would be new than both numbers allow. The first import has no limit." },
  identifiers: { name: "Changed emails or Employee IDs", guard: "volume_identifiers", what: "Stop when more identifiers would change than both numbers allow." },
};

/** Fields that may count toward one person turning into another (D3). */
export const RISKY: AccountSettings["high_risk"]["fields"] = ["name", "date_of_birth", "email", "employee_id"];

/** Guards that may be switched off besides those with a limit. */
export const OTHER_GUARDS: { code: Guard; name: string }[] = [
  { code: "company_changed", name: "When another company is connected than at the last import" },
  { code: "mapping_changed", name: "When the mapping is not the one of the last import" },
];

export const REDACTABLE = [
  "name",
  "preferred_name",
  "email",
  "employee_id",
  "date_of_birth",
  "start_date",
  "end_date",
  "manager_email",
];

export const CLEARABLE = ["preferred_name", "date_of_birth", "start_date", "end_date", "manager_email"];

export const ID_SOURCES = [
  { value: "employeeId", name: "employeeId (usual)" },
  { value: "alternateId", name: "alternateId" },
  { value: "customGroupA", name: "customGroupA" },
  { value: "customGroupB", name: "customGroupB" },
];
