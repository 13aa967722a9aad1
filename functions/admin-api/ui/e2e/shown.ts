/** The part of a change of a plan that these tests look at. */
export interface ChangeOf {
  id: string;
  email: string | null;
  employee_id: string | null;
  duplicates: { employee: string }[];
}
