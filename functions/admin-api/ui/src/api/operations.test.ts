import { expect, test, vi } from "vitest";
import { Client } from "./client";
import type { Integration } from "./shapes";

const fetcher = vi.fn<typeof fetch>(async () => new Response("{}"));
const client = new Client(fetcher);
const path = { account: "acme" };

test("what an operation does not take, or would miss, does not compile", async () => {
  const key = { path, idempotencyKey: "k" };
  await Promise.all([
    client.get("/v1/accounts/{account}/runs", { path, params: { kind: "auto", limit: 1 } }),
    // @ts-expect-error: there is no such path
    client.get("/v1/accounts/{account}/run", { path }),
    // @ts-expect-error: nobody reads this path
    client.get("/v1/accounts/{account}/reviews", { path }),
    // @ts-expect-error: the account is missing
    client.get("/v1/accounts/{account}/runs"),
    // @ts-expect-error: there is no such filter
    client.get("/v1/accounts/{account}/runs", { path, params: { color: "red" } }),
    // @ts-expect-error: the filter has no such value
    client.get("/v1/accounts/{account}/runs", { path, params: { colour: "blue" } }),
    // @ts-expect-error: runs are not searched
    client.get("/v1/accounts/{account}/runs", { path, search: "Ann" }),
    // @ts-expect-error: the key is missing
    client.send("POST", "/v1/accounts/{account}/reviews", { path }),
    // @ts-expect-error: nothing is sent with it
    client.send("POST", "/v1/accounts/{account}/reviews", { ...key, body: {} }),
    // @ts-expect-error: the version is missing
    client.send("POST", "/v1/accounts/{account}/disconnect", { ...key, body: { company: "A" } }),
    // @ts-expect-error: the body has another field
    client.send("POST", "/v1/accounts/{account}/disconnect", { ...key, body: { name: "A" }, ifMatch: "v" }),
    // @ts-expect-error: this is no table
    client.file("/v1/accounts/{account}/runs", { path }),
  ]);
  expect(fetcher).toHaveBeenCalledTimes(12);
});

test("an answer is what the description says of it, with words that nobody knows yet", async () => {
  const { data } = await client.get("/v1/accounts/{account}/integration", { path });
  const state: Integration["state"] = "a_state_of_next_year";
  // @ts-expect-error: there is no such field
  expect([data.nothing, state]).toEqual([undefined, "a_state_of_next_year"]);
});
