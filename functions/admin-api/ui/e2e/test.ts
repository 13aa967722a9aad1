import { test as original, expect, type Page } from "@playwright/test";
import { Company } from "./company";
import type { Persona } from "./personas";
import { Server } from "./server";

/** What pages wrote to the console or threw; anything fails its test unless it was expected. */
export class Mishaps {
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  watch(page: Page): void {
    page.on("console", (message) => {
      const where = URL.canParse(message.location().url) ? new URL(message.location().url).pathname : "";
      if (message.type() === "error" || message.type() === "warning") this.#found.push(`${message.type()}: ${message.text()} ${where}`);
    });
    page.on("pageerror", (error) => this.#found.push(`thrown: ${error.message}`));
  }

  /** Chromium itself logs each answer that is a failure: a test that provokes one says so. */
  expect(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  get unexpected(): string[] {
    return this.#found.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }
}

/** Answers that Chromium reports as failed loads. */
export const failedLoad = (...statuses: number[]): RegExp => new RegExp(`Failed to load resource.*\\b(${statuses.join("|")})\\b`);
export const NO_CONNECTION = /Failed to load resource: net::ERR_/;

interface Fixtures {
  mishaps: Mishaps;
  /** Signs this page in as somebody and goes to a place, once the sign-in has come back to it. */
  enter: (place: string, persona?: Persona) => Promise<void>;
}

export const test = original.extend<Fixtures>({
  mishaps: [
    async ({ context }, hand) => {
      const mishaps = new Mishaps();
      context.on("page", (page) => mishaps.watch(page));
      await hand(mishaps);
      expect(mishaps.unexpected, "console errors and exceptions").toEqual([]);
    },
    { auto: true },
  ],
  enter: async ({ page }, hand) => {
    await hand((place, persona) => enter(page, place, persona));
  },
});

/** Goes to a place as a persona: the issuer's page is answered for. */
export async function enter(page: Page, place: string, persona: Persona = "account-administrator"): Promise<void> {
  await answerTheIssuer(page, persona);
  await page.goto(current().url + place);
  await arrived(page);
}

/** The issuer signs in this persona from now on, without showing its page. */
export async function answerTheIssuer(page: Page, persona: Persona): Promise<void> {
  await page.unroute("**/dev/authorize?**");
  await page.route("**/dev/authorize?**", async (route) => {
    const address = new URL(route.request().url());
    address.searchParams.set("persona", persona);
    await route.continue({ url: address.href });
  });
}

/** Waits until a page of the UI stands there: past the sign-in, with its heading, nothing being loaded. */
export async function arrived(page: Page): Promise<void> {
  await expect(page).not.toHaveURL(/\/(dev\/authorize|signed-in)/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await settled(page);
}

export async function settled(page: Page): Promise<void> {
  await expect(page.locator(".loading:not(:empty), [aria-busy=true]")).toHaveCount(0);
}

let running: { server: Server; company: Company } | null = null;

function current(): Server {
  if (!running) throw new Error("the file calls ownCompany() first");
  return running.server;
}

/** A server and a company for the tests of this file, arranged before the first of them. */
export function ownCompany(
  arrange: (company: Company) => Promise<void> = async () => {},
  { people = null, seconds = 180 }: { people?: number | null; seconds?: number } = {},
): {
  readonly server: Server;
  readonly company: Company;
} {
  test.beforeAll(async () => {
    test.setTimeout(1000 * seconds);
    const server = await Server.start(people);
    running = { server, company: new Company(server.url, people !== null) };
    await arrange(running.company);
  });
  test.afterAll(async () => {
    await running?.server.remove();
    running = null;
  });
  return {
    get server() {
      return current();
    },
    get company() {
      if (!running) throw new Error("no company yet");
      return running.company;
    },
  };
}

export { expect };
