import { expect, test } from "vitest";
import type { Role } from "../api/shapes";
import { may, type Permission, whoMay } from "./roles";

const AA = "account-administrator";
const EDA = "employee-data-administrator";
const SUPPORT = "product-support-specialist";
const DIS = "data-and-integrations-specialist";

test.each<[Permission, Role[]]>([
  ["connect", [AA, EDA]],
  ["commit", [AA, EDA]],
  ["reveal", [AA, EDA]],
  ["settings", [AA]],
  ["disconnect", [AA]],
  ["deactivate_missing", [SUPPORT, DIS]],
  ["resync", [SUPPORT, DIS]],
  ["unlock_mapping", [DIS]],
  ["staff_settings", [DIS]],
])("%s is for %j alone", (permission, roles) => {
  const all: Role[] = [AA, EDA, SUPPORT, DIS];
  expect(all.filter((role) => may([role], permission))).toEqual(roles);
  expect(may([], permission)).toBe(false);
});

test("who may do it is said in words", () => {
  expect(whoMay("connect")).toBe("Account Administrator or Employee data administrator");
});
