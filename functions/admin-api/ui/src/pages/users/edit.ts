import type { Edit, Employee } from "../../api/shapes";

/** What the form holds. */
export interface Draft {
  email: string;
  employeeId: string;
  deactivate: boolean;
}

type Person = Pick<Employee, "id" | "email" | "employee_id" | "status">;

export function draftOf(person: Person): Draft {
  return { email: person.email ?? "", employeeId: person.employee_id ?? "", deactivate: person.status === "deactivated" };
}

/** Only what differs from the person: what was not touched is not sent, and so overwrites nobody else's edit. */
export function editOf(person: Person, draft: Draft): Edit {
  const was = draftOf(person);
  const edit: Edit = {};
  if (draft.email.trim() !== was.email) edit.email = draft.email.trim();
  if (draft.employeeId.trim() !== was.employeeId) edit.employee_id = draft.employeeId.trim();
  if (draft.deactivate && !was.deactivate) edit.status = "deactivated";
  return edit;
}

/** What was typed, on top of what is there now: a field that was not touched follows the person. */
export function onTopOf(now: Person, opened: Person, draft: Draft): Draft {
  const [was, is] = [draftOf(opened), draftOf(now)];
  return {
    email: draft.email === was.email ? is.email : draft.email,
    employeeId: draft.employeeId === was.employeeId ? is.employeeId : draft.employeeId,
    deactivate: draft.deactivate === was.deactivate ? is.deactivate : draft.deactivate,
  };
}

export interface Mistakes {
  email?: string;
  employeeId?: string;
}

/** What the API would refuse anyway, said beside the field (D14, D16). */
export function mistakesOf(draft: Draft): Mistakes {
  const [email, employeeId] = [draft.email.trim(), draft.employeeId.trim()];
  if (email === "" && employeeId === "") {
    return { email: "Give an email or an Employee ID: without both, nobody can be matched again." };
  }
  if (email !== "" && !isEmail(email)) return { email: "Give an address such as ann@acme.example." };
  return {};
}

function isEmail(email: string): boolean {
  const [local, domain, ...more] = email.split("@");
  const dotted = domain?.split(".") ?? [];
  return more.length === 0 && Boolean(local) && dotted.length > 1 && dotted.every(Boolean) && !/\s/.test(email) && email.length <= 254;
}

/** Values that free the real ones for the original profile, and that nobody else has (R25). */
export function retired(person: Person): Draft {
  const dummy = `duplicate-${person.id.replace(/^emp_/, "")}`;
  return { email: `${dummy}@duplicate.invalid`, employeeId: dummy, deactivate: true };
}

/** What somebody else changed while the form was open. */
export function changedMeanwhile(opened: Person, now: Person): { field: string; before: string | null; after: string | null }[] {
  const fields = ["email", "employee_id", "status"] as const;
  const changed = fields.filter((field) => opened[field] !== now[field]);
  return changed.map((field) => ({ field, before: opened[field], after: now[field] }));
}
