/** Words that several pages use. What one page alone says stands in its own folder. */

const FIELDS: Record<string, string> = {
  name: "Name",
  preferred_name: "Preferred Name",
  email: "Email",
  employee_id: "Employee ID",
  date_of_birth: "Date of Birth",
  start_date: "Start Date",
  end_date: "End Date",
  manager_email: "Manager Email",
  status: "Status",
  source_id: "TriNet id",
};

/** The fields that everybody has, in the order of a review. */
export const CORE_FIELDS: readonly string[] = Object.keys(FIELDS);

/** The name of a field for people; a demographic has its own. */
export function fieldName(field: string): string {
  return FIELDS[field] ?? field;
}

const numbers = new Intl.NumberFormat("en");

export function number(value: number): string {
  return numbers.format(value);
}

/** "1 person", "1,204 people". */
export function count(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** "a, b and c". */
export function list(parts: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(parts).replace(/, and /, " and ");
}

/** `high_risk_change` as "High risk change": for words of the API that we have no better ones for. */
export function plain(word: string): string {
  const spaced = word.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The guards by the names that people know them by. */
const GUARDS: Record<string, string> = {
  high_risk_change: "One person may have turned into another",
  identifier_conflict: "Identifiers of one row belong to different people",
  identifier_swap: "Identifiers moved between people",
  duplicate_in_source: "One identifier stands in several rows",
  volume_deactivate: "More deactivations than the limit allows",
  volume_create: "More new people than the limit allows",
  volume_identifiers: "More changed identifiers than the limit allows",
  company_changed: "Another company than at the last import",
  mapping_changed: "Another mapping than at the last import",
  hierarchy_blocked: "Problems in the reporting lines",
  source_incomplete: "TriNet was not read whole",
  source_unstable: "The people kept changing while they were read",
  guard_undecided: "A safeguard could not decide",
  import_undone: "An import was undone",
};

export function guardName(code: string): string {
  return GUARDS[code] ?? plain(code);
}

/** "06:00". */
export function hourName(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

/** "3 min 20 s". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
