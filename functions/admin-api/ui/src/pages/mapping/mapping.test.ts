import { expect, test } from "vitest";
import type { Mapping, Transform } from "../../api/shapes";
import { describe, draftOf, emptyRow, errorsOf, formatOf, isValid, mappingOf, transformsOf, whole } from "./draft";
import { isNear, nearNames } from "./near";

const core = [{ field: "email", source: "workEmail", endpoint: "GET employees", label: "Work Email" }];
const row = (name: string, field: string | null = "a.b") => ({ ...emptyRow(), name, field });

test.each([
  ["TEAM", "TEAM NAME", true],
  ["Cost Centre", "cost-centre", true],
  ["Departement", "Department", true],
  ["Région", "Region", true],
  ["Team", "Teem", true],
  ["Pod", "Pad", false],
  ["Location", "Department", false],
  ["", "Team", false],
  ["Team", "--", false],
])("%j and %j may mean one thing: %s", (one, other, near) => {
  expect(isNear(one, other)).toBe(near);
  expect(isNear(other, one)).toBe(near);
});

test("an identical name is no near miss, and an existing name that is mapped besides is none either", () => {
  expect(nearNames("TEAM", ["TEAM NAME", "Pod"], ["TEAM"])).toEqual(["TEAM NAME"]);
  expect(nearNames("TEAM NAME", ["TEAM NAME"], ["TEAM NAME"])).toEqual([]);
  expect(nearNames("TEAM", ["TEAM NAME"], ["TEAM", "TEAM NAME"])).toEqual([]);
  expect(nearNames(" ", ["TEAM NAME"], [])).toEqual([]);
});

test("each row says what is missing, and a name is taken once, letter case aside", () => {
  const errors = errorsOf({ exclude: null, rows: [row("Team"), row("team "), row("", null), row("Email"), row("email")] }, core);
  expect(errors[0]).toEqual({});
  expect(errors[1]?.name).toMatch(/twice/);
  expect(errors[2]).toEqual({ field: "Choose a TriNet field.", name: "Enter the name of the demographic." });
  expect(errors[3]?.name).toMatch(/core field/);
  expect(errors[4]?.name).toMatch(/core field/);
  expect(isValid(errors)).toBe(false);
  expect(isValid(errorsOf({ exclude: null, rows: [] }, core))).toBe(true);
});

test("a draft gives back the mapping that it was made of, with transforms that this page cannot make", () => {
  const transforms: Transform[] = ["trim", { values: { table: { a: "b" }, otherwise: "keep" } }];
  const mapping = { exclude: "x.y", demographics: [{ name: "Team", field: "a.b", transforms }] };
  expect(mappingOf(draftOf(mapping))).toEqual(mapping);
  expect(formatOf(transforms)).toBeNull();
  expect(describe(transforms)).toBe("tidy blanks, then a table of 1 values");
});

test.each(["as_is", "trim", "title", "upper", "lower"])("the format %s is what its transforms are read as", (format) => {
  expect(formatOf(transformsOf(format))).toBe(format);
});

test("a mapping that was just saved can be shown, also where the API leaves out transforms that are none", () => {
  const sent = { exclude: null, demographics: [{ name: "Team", field: "a.b" }] } as unknown as Mapping;
  expect(whole(sent).demographics.map(({ transforms }) => describe(transforms))).toEqual(["As it is"]);
});
