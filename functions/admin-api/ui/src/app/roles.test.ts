import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Role } from "../api/shapes";
import { may, type Permission, roleName, ROWS, TABLE, whoMay } from "./roles";

/** The rows of both tables of the document, by their cells. */
const rows = readFileSync("../../../docs/roles.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("|---"))
  .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
const code = (cell = "") => /^`(.+)`$/.exec(cell)?.[1];

/** Each role with its name for people; the document says of some that they are staff. */
const roles = rows.flatMap(([name = "", token, ...more]) =>
  more.length === 0 && code(token) ? [{ name: name.replace(" (staff)", ""), token: code(token) as Role }] : [],
);

test("every row of the table is that of the document, and no other row is there", () => {
  const head = rows.find(([first]) => first === "permission")?.slice(2);
  expect(head).toEqual(roles.map(({ name }) => name));
  const written = rows.flatMap(([permission, , ...cells]) => {
    const has = roles.filter((_, at) => cells[at] === "yes").map(({ token }) => token);
    return cells.length === roles.length && code(permission) ? [[code(permission), has]] : [];
  });
  expect(written.length).toBeGreaterThan(0);
  expect(Object.entries(TABLE)).toEqual(written);
});

test("roles are called what the document calls them", () => {
  expect(roles).toHaveLength(4);
  for (const { name, token } of roles) expect(roleName(token)).toBe(name);
});

/** The operation of the API behind each thing that is offered. Of the settings, the API judges each by its own row. */
const OPERATIONS: Record<Exclude<Permission, "settings" | "staff_settings">, string> = {
  connect: "connect",
  map: "setMapping",
  set_up: "setUp",
  review: "startReview",
  commit: "commitPlan",
  undo: "undoRun",
  tidy: "tidyDemographics",
  auto_sync: "switchAutoSync",
  edit_employee: "editEmployee",
  reveal: "revealChange",
  disconnect: "disconnect",
  deactivate_missing: "deactivateMissing",
  resync: "syncEverythingAgain",
  unlock_mapping: "unlockMapping",
};

test("what is offered asks for the permission that its operation asks for", () => {
  interface Operation {
    operationId: string;
    "x-permission"?: string;
  }
  const { paths } = JSON.parse(readFileSync("../openapi.json", "utf8")) as { paths: Record<string, Record<string, Operation>> };
  const asked = new Map(Object.values(paths).flatMap(Object.values).map((it: Operation) => [it.operationId, it["x-permission"]]));
  for (const [permission, operation] of Object.entries(OPERATIONS)) {
    expect(asked.get(operation), operation).toBe(ROWS[permission as Permission]);
  }
  expect([ROWS.settings, ROWS.staff_settings]).toEqual(["govern", "specialise"]);
});

test("who has the role may do it, and who has none may do nothing", () => {
  expect([may(["product-support-specialist"], "resync"), may(["product-support-specialist"], "connect"), may([], "review")]).toEqual([true, false, false]);
});

test("who may do it is said in words", () => {
  expect(whoMay("connect")).toBe("Account Administrator or Employee Data Administrator");
});
