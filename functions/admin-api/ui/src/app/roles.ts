import { useAccount, useSession } from "../api/hooks";
import type { Known, Role } from "../api/shapes";

const AA = "account-administrator";
const EDA = "employee-data-administrator";
const SUPPORT = "product-support-specialist";
const DIS = "data-and-integrations-specialist";

/** Who may do what: the table of docs/roles.md, by which the API judges. A test compares them. */
export const TABLE = {
  view: [AA, EDA, SUPPORT, DIS],
  operate: [AA, EDA],
  govern: [AA],
  settle: [AA, DIS],
  repair: [SUPPORT, DIS],
  specialise: [DIS],
} as const satisfies Record<string, readonly Known<Role>[]>;

/** What these pages offer besides looking, each with the row of the table that it belongs to. */
export const ROWS = {
  connect: "operate",
  map: "operate",
  set_up: "operate",
  review: "operate",
  commit: "operate",
  undo: "operate",
  tidy: "operate",
  auto_sync: "operate",
  edit_employee: "operate",
  reveal: "operate",
  settings: "govern",
  disconnect: "govern",
  deactivate_missing: "repair",
  resync: "repair",
  unlock_mapping: "specialise",
  staff_settings: "specialise",
} as const satisfies Record<string, keyof typeof TABLE>;

/** Something that these pages offer. */
export type Permission = keyof typeof ROWS;

const ROLE_NAMES: Record<Role, string> = {
  [AA]: "Account Administrator",
  [EDA]: "Employee Data Administrator",
  [SUPPORT]: "Product Support Specialist",
  [DIS]: "Data and Integrations Specialist",
};

export function may(roles: readonly Role[], permission: Permission): boolean {
  return TABLE[ROWS[permission]].some((role) => roles.includes(role));
}

/** "Account Administrator or Employee Data Administrator": whom to ask. */
export function whoMay(permission: Permission): string {
  return TABLE[ROWS[permission]].map((role) => ROLE_NAMES[role]).join(" or ");
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
