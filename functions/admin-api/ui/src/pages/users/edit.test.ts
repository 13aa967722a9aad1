import { describe, expect, it } from "vitest";
import { changedMeanwhile, draftOf, editOf, mistakesOf, onTopOf, retired } from "./edit";

const ann = { id: "emp_0a1b", email: "ann@acme.example", employee_id: "0007", status: "active" };

describe("an edit", () => {
  it("sends only what was changed", () => {
    const draft = draftOf(ann);
    expect(editOf(ann, draft)).toEqual({});
    expect(editOf(ann, { ...draft, email: " ann.lee@acme.example " })).toEqual({ email: "ann.lee@acme.example" });
    expect(editOf(ann, { ...draft, employeeId: "" })).toEqual({ employee_id: "" });
    expect(editOf(ann, { ...draft, deactivate: true })).toEqual({ status: "deactivated" });
  });

  it("keeps what was typed on top of somebody else's edit, and overwrites nothing of it", () => {
    const theirs = { ...ann, employee_id: "0008" };
    const mine = { ...draftOf(ann), email: "ann.lee@acme.example" };
    expect(editOf(theirs, onTopOf(theirs, ann, mine))).toEqual({ email: "ann.lee@acme.example" });
    const both = { ...mine, employeeId: "0009" };
    expect(editOf(theirs, onTopOf(theirs, ann, both))).toEqual({ email: "ann.lee@acme.example", employee_id: "0009" });
    const gone = { ...theirs, status: "deactivated" };
    expect(editOf(gone, onTopOf(gone, ann, mine))).toEqual({ email: "ann.lee@acme.example" });
  });

  it("does not deactivate who is deactivated", () => {
    const gone = { ...ann, status: "deactivated" };
    expect(editOf(gone, draftOf(gone))).toEqual({});
  });

  it.each([
    ["ann@acme.example", "0007", undefined],
    ["", "0007", undefined],
    ["", " ", "Give an email or an Employee ID"],
    ["ann", "0007", "Give an address"],
    ["ann@acme", "0007", "Give an address"],
    ["ann@acme..example", "0007", "Give an address"],
    ["@acme.example", "0007", "Give an address"],
    ["a@b@acme.example", "0007", "Give an address"],
    ["ann lee@acme.example", "0007", "Give an address"],
    [`${"a".repeat(250)}@b.example`, "0007", "Give an address"],
  ])("of %j and %j says what is wrong: %j", (email, employeeId, mistake) => {
    const found = mistakesOf({ email, employeeId, deactivate: false }).email;
    if (mistake === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(mistake);
  });

  it("that retires a duplicate frees its identifiers, is valid, and is different for everybody", () => {
    const draft = retired(ann);
    expect(mistakesOf(draft)).toEqual({});
    expect(editOf(ann, draft)).toEqual({
      email: "duplicate-0a1b@duplicate.invalid",
      employee_id: "duplicate-0a1b",
      status: "deactivated",
    });
    expect(retired({ ...ann, id: "emp_0a1c" }).email).not.toBe(draft.email);
  });

  it("that came too late shows what is there now", () => {
    const now = { ...ann, email: "ann.lee@acme.example" };
    expect(changedMeanwhile(ann, now)).toEqual([{ field: "email", before: ann.email, after: now.email }]);
    expect(changedMeanwhile(ann, ann)).toEqual([]);
  });
});
