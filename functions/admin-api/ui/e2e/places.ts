/** Of whom the pages are: a run, a person and a plan of the company. */
export interface Ids {
  run: string;
  person: string;
  digest: string;
}

/** Every page by its place. */
export const PAGES: [name: string, place: (ids: Ids) => string][] = [
  ["integrations", () => "/local"],
  ["connect", () => "/local/connect"],
  ["access and terms", () => "/local/connect?step=access"],
  ["credentials", () => "/local/connect?step=credentials"],
  ["tests", () => "/local/connect?step=tests"],
  ["mapping", () => "/local/mapping"],
  ["review", () => "/local/review"],
  ["plan", ({ digest }) => `/local/plans/${encodeURIComponent(digest)}`],
  ["progress", ({ run }) => `/local/runs/${run}/progress`],
  ["blocked", () => "/local/blocked"],
  ["history", () => "/local/history"],
  ["run", ({ run }) => `/local/history/${run}`],
  ["users", () => "/local/users"],
  ["person", ({ person }) => `/local/users/${person}`],
  ["settings", () => "/local/settings"],
  ["about", () => "/local/about"],
  ["no such page", () => "/local/nowhere"],
];

/** What a run has besides: only where there is one. */
export const TABS: typeof PAGES = [
  ["changes of a run", ({ run }) => `/local/history/${run}?tab=changes`],
  ["errors of a run", ({ run }) => `/local/history/${run}?tab=errors`],
  ["activity of a run", ({ run }) => `/local/history/${run}?tab=activity`],
];

export const NOBODY: Ids = { run: "run_none", person: "emp_none", digest: "sha256:none" };
