import { useAccount, useSession } from "../api/hooks";
import type { Known, Role } from "../api/shapes";

/** What somebody may do besides looking; the API judges by the same table (docs/threat-model.md). */
export type Permission =
  | "connect"
  | "map"
  | "set_up"
  | "review"
  | "commit"
  | "undo"
  | "tidy"
  | "auto_sync"
  | "edit_employee"
  | "reveal"
  | "settings"
  | "disconnect"
  | "deactivate_missing"
  | "resync"
  | "unlock_mapping"
  | "staff_settings";

const AA = "account-administrator";
const EDA = "employee-data-administrator";
const SUPPORT = "product-support-specialist";
const DIS = "data-and-integrations-specialist";

const RUNS_IT: Known<Role>[] = [AA, EDA];

const WHO_MAY: Record<Permission, Known<Role>[]> = {
  connect: RUNS_IT,
  map: RUNS_IT,
  set_up: RUNS_IT,
  review: RUNS_IT,
  commit: RUNS_IT,
  undo: RUNS_IT,
  tidy: RUNS_IT,
  auto_sync: RUNS_IT,
  edit_employee: RUNS_IT,
  reveal: RUNS_IT,
  settings: [AA],
  disconnect: [AA],
  deactivate_missing: [SUPPORT, DIS],
  resync: [SUPPORT, DIS],
  unlock_mapping: [DIS],
  staff_settings: [DIS],
};

const ROLE_NAMES: Record<Role, string> = {
  [AA]: "Account Administrator",
  [EDA]: "Employee data administrator",
  [SUPPORT]: "Product Support Specialist",
  [DIS]: "Data and Integrations specialist",
};

export function may(roles: readonly Role[], permission: Permission): boolean {
  return WHO_MAY[permission].some((role) => roles.includes(role));
}

/** "Account Administrator or Employee data administrator": whom to ask. */
export function whoMay(permission: Permission): string {
  return WHO_MAY[permission].map((role) => ROLE_NAMES[role]).join(" or ");
}

export function roleName(role: Role): string {
  return ROLE_NAMES[role] ?? role;
}

/** Whether the person at this page may do something in this account. */
export function useMay(permission: Permission): boolean {
  const account = useAccount();
  const { data } = useSession();
  return may(data?.accounts.find((it) => it.account === account)?.roles ?? [], permission);
}
