import type { Page } from "@playwright/test";
import { arrived, expect, ownCompany, test } from "./test";

const here = ownCompany(async (company) => {
  await company.live();
  await company.day("changes");
  await company.day("blocked");
});

/** Everything that may stand nowhere but in an answer and on the page. */
async function secrets(tokens: Iterable<string>): Promise<string[]> {
  const people = await here.company.employees();
  const values = people.flatMap(({ email, name, employee_id }) => [email, name, employee_id]);
  return [...tokens, "acme-full-secret", ...values.filter((value): value is string => value !== null && value.length > 4)];
}

async function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches = "caches" in window ? await window.caches.keys() : [];
    const all = { local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie, databases, caches };
    return JSON.stringify(all);
  });
}

/** The log without the line that tells whoever tries the product how to connect to the simulated TriNet. */
function logOf(log: string): string {
  return log.replace(/.*client secret acme-full-secret.*\n/, "");
}

test("after a tour nothing personal and no token is in storage, addresses or logs", async ({ page, enter }) => {
  const addresses: string[] = [];
  const tokens = new Set<string>();
  const storages: string[] = [];
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  page.on("request", (request) => {
    const bearer = request.headers()["authorization"];
    if (bearer) tokens.add(bearer.replace("Bearer ", ""));
  });
  const look = async () => {
    addresses.push(page.url());
    storages.push(await stored(page));
  };

  const [person] = (await here.company.employees("&status=active")).filter(({ email }) => email);
  await enter("/local");
  for (const place of ["blocked", "review", "history", "settings", "mapping", "connect", "about"]) {
    await page.goto(`${here.server.url}/local/${place}`);
    await arrived(page);
    await look();
  }
  await page.goto(`${here.server.url}/local/users`);
  await arrived(page);
  await page.getByRole("searchbox", { name: "Search" }).fill(person?.email ?? "");
  await page.getByRole("link", { name: person?.name ?? "" }).first().click();
  await arrived(page);
  await look();
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Show, and record it" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await look();
  await page.goto(`${here.server.url}/local/review`);
  await arrived(page);
  await page.getByRole("button", { name: "Start a review" }).click();
  await expect(page).toHaveURL(/\/plans\//);
  await arrived(page);
  await page.getByRole("button", { name: "Leave out" }).first().click();
  await look();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "You are signed out" })).toBeVisible();
  await look();

  expect(tokens.size).toBeGreaterThan(0);
  const forbidden = await secrets(tokens);
  expect(forbidden.length).toBeGreaterThan(500);
  const places = { addresses: addresses.join("\n"), storage: storages.join("\n"), log: logOf(here.server.log) };
  for (const [name, text] of Object.entries(places)) {
    expect(text.length, name).toBeGreaterThan(0);
    const found = forbidden.filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
    expect(found, `in ${name}`).toEqual([]);
  }
});

test("nothing is loaded from or sent to anywhere else, and every page says so itself", async ({ page, enter }) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(here.server.url) && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  const [answer] = await Promise.all([page.waitForResponse((response) => response.url() === `${here.server.url}/local`), enter("/local")]);
  const policy = answer.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  expect(answer.headers()["cache-control"]).toBe("no-store");
  for (const place of ["users", "history", "settings"]) {
    await page.goto(`${here.server.url}/local/${place}`);
    await arrived(page);
  }
  expect(foreign).toEqual([]);
});
