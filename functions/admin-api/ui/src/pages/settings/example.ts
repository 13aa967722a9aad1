import type { AccountSettings } from "../../api/shapes";

/** Settings for tests. */
export const SETTINGS: AccountSettings = {
  recipients: ["hr@acme.example"],
  daily_hour: 2,
  time_zone: "UTC",
  employee_id_source: "employeeId",
  blank_clears: [],
  high_risk: { fields: ["name", "email"], minimum: 2 },
  deactivate: { percent: 20, people: 5 },
  create: { percent: 50, people: 20 },
  identifiers: { percent: 5, people: 5 },
  hierarchy: "block",
  excluded_existing: "deactivate",
  redacted: [],
  guards_off: [],
};
