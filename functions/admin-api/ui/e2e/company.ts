import type { Employee, HistoryEntry, Integration, List, Plan, RunDetail } from "../src/api/shapes";
import { Api } from "./api";
import { until } from "./server";

/** What a day brings, as `rollcall up` names it at `/dev/days`. */
export type Day = "quiet" | "changes" | "blocked" | "renumbered";

/** Of the bundled company. */
export const CREDENTIALS = { company: "A1B", client_id: "acme-full", client_secret: "acme-full-secret" };
/** Of a generated company. */
const OF_GENERATED = { company: "A1B", client_id: "simulated-client", client_secret: "simulated-secret" };
export const RECIPIENT = "people-ops@acme.example";

export const DEMOGRAPHICS = [
  { name: "Department", field: "employmentInfo.department.deptName", transforms: [] },
  { name: "Work Location", field: "employmentInfo.location.locationName", transforms: [] },
];

/** The simulated company and what an administrator does with it, step by step, without a browser. */
export class Company {
  readonly api: Api;

  constructor(
    url: string,
    private readonly isGenerated = false,
  ) {
    this.api = new Api(url);
  }

  async integration(): Promise<Integration> {
    return (await this.api.get<Integration>("/integration")).body;
  }

  async connect(): Promise<void> {
    const { etag } = await this.api.get("/integration");
    const body = { ...(this.isGenerated ? OF_GENERATED : CREDENTIALS), recipients: [RECIPIENT], time_zone: "America/Los_Angeles" };
    await this.api.send("PUT", "/connection", { body, ifMatch: etag });
    await this.becomes("connected", "mapped");
  }

  async map(): Promise<void> {
    const { etag } = await this.api.get("/mapping");
    const body = { exclude: "employmentInfo.customGroupA", demographics: DEMOGRAPHICS, lock: true };
    await this.api.send("PUT", "/mapping", { body, ifMatch: etag });
  }

  async setUp(): Promise<void> {
    await this.api.send("POST", "/setup");
    await this.becomes("ready_to_finalise");
  }

  /** A review; gives the digest of its plan. */
  async review(): Promise<string> {
    const { body } = await this.api.send<RunDetail>("POST", "/reviews");
    const run = await this.ended(body.run_id);
    if (!run.digest) throw new Error(`the review ${run.run_id} ended as ${run.state}`);
    return run.digest;
  }

  async plan(digest: string): Promise<Plan> {
    return (await this.api.get<Plan>(`/plans/${digest}`)).body;
  }

  async commit(digest: string, confirm: string | null = null): Promise<RunDetail> {
    const body = { skip: [], same_person: {}, confirm };
    const { body: begun } = await this.api.send<RunDetail>("POST", `/plans/${digest}/commit`, { body, ifMatch: `"${digest}"` });
    return this.ended(begun.run_id);
  }

  async autoSync(on: boolean): Promise<void> {
    const { etag } = await this.api.get("/integration");
    await this.api.send("PUT", "/auto-sync", { body: { on }, ifMatch: etag });
  }

  /** Lets a day pass. With auto-sync on, waits for its daily sync. */
  async day(day: Day): Promise<void> {
    const automatic = (await this.integration()).auto_sync.on;
    const before = new Set((await this.runs()).map((run) => run.run_id));
    const passed = await fetch(`${this.api.url}/dev/days/${day}`, { method: "POST" });
    if (!passed.ok) throw new Error(`no day passed: ${passed.status}`);
    if (!automatic) return;
    await until(`the daily sync of a ${day} day`, async () => {
      const run = (await this.runs()).find((run) => !before.has(run.run_id) && run.kind === "auto");
      return run && run.state !== "running" && !(await this.integration()).active_run;
    });
  }

  async source(how: "well" | "unavailable" | "rejecting"): Promise<void> {
    const answer = await fetch(`${this.api.url}/dev/source/${how}`, { method: "POST" });
    if (!answer.ok) throw new Error(`TriNet cannot be ${how}: ${answer.status}`);
  }

  async runs(): Promise<HistoryEntry[]> {
    return (await this.api.get<List<HistoryEntry>>("/runs?limit=100")).body.items;
  }

  async employees(query = ""): Promise<Employee[]> {
    return (await this.api.get<List<Employee>>(`/employees?limit=200${query}`)).body.items;
  }

  async ended(run: string): Promise<RunDetail> {
    return until(`the end of ${run}`, async () => {
      const { body } = await this.api.get<RunDetail>(`/runs/${run}`);
      return body.finished_at && body.state !== "running" ? body : null;
    });
  }

  async becomes(...states: string[]): Promise<void> {
    await until(`an integration that is ${states.join(" or ")}`, async () => states.includes((await this.integration()).state));
  }

  /** Connected, mapped and set up. */
  async readyToFinalise(): Promise<void> {
    await this.connect();
    await this.map();
    await this.setUp();
  }

  /** All of it, with the first import done and auto-sync on. */
  async live(): Promise<void> {
    await this.readyToFinalise();
    await this.commit(await this.review());
    await this.becomes("live");
    await this.autoSync(true);
  }

  /** Live, and then a day that the privacy guard stopped. */
  async blocked(): Promise<void> {
    await this.live();
    await this.day("blocked");
    await this.becomes("blocked");
  }
}
