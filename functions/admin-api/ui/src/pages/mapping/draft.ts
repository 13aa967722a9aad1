import type { Mapping, MappingDraft, Transform } from "../../api/shapes";
import { fieldName } from "../../text";

/** One custom demographic as it is typed. */
export interface Row {
  /** Names the row on this page alone. */
  key: number;
  field: string | null;
  name: string;
  transforms: Transform[];
}

export interface Draft {
  exclude: string | null;
  rows: Row[];
}

export interface RowErrors {
  field?: string;
  name?: string;
}

/** The most demographics that one mapping may hold. */
export const MOST = 100;

let lastKey = 0;

export function emptyRow(): Row {
  lastKey += 1;
  return { key: lastKey, field: null, name: "", transforms: [] };
}

export function draftOf({ demographics, exclude }: MappingDraft): Draft {
  return { exclude, rows: demographics.map((it) => ({ ...emptyRow(), ...it })) };
}

/** What is sent. */
export function mappingOf({ exclude, rows }: Draft): MappingDraft {
  return {
    exclude,
    demographics: rows.map(({ field, name, transforms }) => ({ name: name.trim(), field: field ?? "", transforms })),
  };
}

/** What is wrong with each row, and how to put it right. */
export function errorsOf({ rows }: Draft, core: Mapping["core"]): RowErrors[] {
  const taken = new Set(core.flatMap(({ field }) => [folded(field), folded(fieldName(field))]));
  return rows.map((row, at) => {
    const errors: RowErrors = {};
    if (!row.field) errors.field = "Choose a TriNet field.";
    const name = folded(row.name);
    if (name === "") errors.name = "Enter the name of the demographic.";
    else if (taken.has(name)) errors.name = "This is the name of a core field. Choose another.";
    else if (rows.some((other, before) => before < at && folded(other.name) === name)) errors.name = "This demographic is mapped twice.";
    return errors;
  });
}

export function isValid(errors: readonly RowErrors[]): boolean {
  return errors.every(({ field, name }) => !field && !name);
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}

// ── What is done to a value on its way

export const FORMATS = [
  { value: "as_is", name: "As it is" },
  { value: "trim", name: "Tidy blanks" },
  { value: "title", name: "Title Case" },
  { value: "upper", name: "UPPER CASE" },
  { value: "lower", name: "lower case" },
] as const;

/** The simple format that a list of transforms is, or `null` where it is more than that. */
export function formatOf(transforms: readonly Transform[]): string | null {
  const [first, ...rest] = transforms;
  if (first === undefined) return "as_is";
  if (rest.length > 0) return null;
  if (first === "trim") return "trim";
  return "case" in first ? first.case : null;
}

export function transformsOf(format: string): Transform[] {
  if (format === "trim") return ["trim"];
  return format === "upper" || format === "lower" || format === "title" ? [{ case: format }] : [];
}

/** A mapping as the API sends it: transforms are left out where there are none. */
export function whole(mapping: Mapping): Mapping {
  return { ...mapping, demographics: mapping.demographics.map((each) => Object.assign({ transforms: [] }, each)) };
}

/** What a list of transforms does, in words. */
export function describe(transforms: readonly Transform[]): string {
  if (transforms.length === 0) return "As it is";
  return transforms.map(one).join(", then ");
}

function one(transform: Transform): string {
  if (transform === "trim") return "tidy blanks";
  if ("case" in transform) return `${transform.case} case`;
  if ("concatenate" in transform) return `join with ${transform.concatenate.fields.join(", ")}`;
  if ("values" in transform) return `a table of ${Object.keys(transform.values.table).length} values`;
  return `date from ${transform.date.from} to ${transform.date.to}`;
}
