/** What the wizard says (R4–R8, R30–R46). */

export const STEPS = [
  { key: "method", name: "Method" },
  { key: "access", name: "Access and terms" },
  { key: "credentials", name: "Credentials" },
  { key: "tests", name: "Tests" },
] as const;

export type StepKey = (typeof STEPS)[number]["key"];

export const PRODUCTS = [
  { value: "peo", name: "TriNet PEO", supported: true },
  { value: "hr-plus", name: "TriNet HR Plus", supported: false },
  { value: "hr-platform", name: "TriNet HR Platform (formerly Zenefits)", supported: false },
] as const;

export type Product = (typeof PRODUCTS)[number]["value"];

export const METHODS = [
  {
    value: "api",
    name: "Full integration by API",
    kind: "Full Employee Import",
    text: "Rollcall reads your employees from TriNet every day. For companies that want every supported field kept current without anybody doing anything.",
  },
  {
    value: "file",
    name: "Partial import by file",
    kind: "Partial Employee Import",
    text: "You make a file and deliver it securely on a schedule. For total control of its content, unusual filters, or fields that the API does not carry.",
  },
] as const;

export type Method = (typeof METHODS)[number]["value"];

export const PERMISSIONS = [
  {
    permission: "Integration Admin",
    unlocks: "Creating the Client ID and Secret in TriNet’s Integration Center",
    need: "Required for the person who sets this up",
  },
  { permission: "GET employees", unlocks: "Name, Work Email, Date of Birth, Employee ID", need: "Required" },
  {
    permission: "GET employees?viewType=All",
    unlocks: "Service Date (becomes Start Date), Termination Date (becomes End Date), Reports To (becomes Manager Email)",
    need: "Required",
  },
  { permission: "GET departments", unlocks: "Department Name and Code", need: "Recommended" },
];

export const TERMS = [
  { term: "Company ID", also: "CID, Org ID", text: "The code of the legal entity in TriNet. It makes sure that the right directory is linked." },
  { term: "Service Date", also: "Adjusted Service Date", text: "Used as Start Date; it drives tenure." },
  { term: "Work Location", also: "Office, Site", text: "The physical place of work; a common demographic." },
  { term: "Employee ID", also: "", text: "TriNet’s own id of a worker. It may be blank or live in another field; a specialist can choose which." },
];

/** The tests by names for people; the API says what each result means. */
export const TESTS: Record<string, string> = {
  token: "Client ID and Secret",
  company: "Company ID",
  employees: "Basic employee data",
  employees_all: "Full employee data",
  departments: "Departments",
};
