import type { EmployeeDetail } from "../../api/shapes";

/** The values of somebody in the order in which people read them; the status word last of the fields, then demographics. */
export function valuesOf(person: EmployeeDetail, birth: string | null): { field: string; value: string | null }[] {
  const { name, preferred_name, email, employee_id, date_of_birth, start_date, end_date, manager_email, status, source_id } = person;
  const fields = { name, preferred_name, email, employee_id, date_of_birth: birth ?? date_of_birth, start_date, end_date, manager_email };
  return Object.entries({ ...fields, status, source_id, ...person.demographics }).map(([field, value]) => ({ field, value }));
}
