import { useMutation, useQuery } from "@tanstack/react-query";
import { pause } from "./again";
import { api, newKey } from "./client";
import { useAccount } from "./hooks";
import { Problem } from "./problem";
import type { Asked, FieldProfile, Lookup } from "./shapes";

/** How often a lookup is asked for before it counts as failed: it reads the whole company, which takes its time. */
const PATIENCE = 300;

/** Asks the source something and waits for the answer. */
export async function look(account: string, asked: Asked, signal?: AbortSignal): Promise<Lookup> {
  const begun = await api.send("POST", "/v1/accounts/{account}/lookups", {
    path: { account },
    body: asked,
    idempotencyKey: newKey(),
    signal,
  });
  let answer = begun;
  for (let asking = 0; asking < PATIENCE && answer.data.state === "running"; asking += 1) {
    await pause(1000 * (answer.retryAfter ?? 1), signal);
    const path = { account, lookup: begun.data.id };
    answer = await api.get("/v1/accounts/{account}/lookups/{lookup}", { path, signal });
  }
  if (answer.data.state === "done") return answer.data;
  throw failed(answer.data);
}

function failed({ error }: Lookup): Problem {
  return new Problem({
    type: error ? `/v1/problems/${error.code}` : "about:blank",
    title: "TriNet could not be read",
    status: error ? 502 : 0,
    code: error?.code ?? "unanswered",
    detail: error?.detail ?? "TriNet has not answered for a long time. Try again later.",
  });
}

/** The fields that TriNet offers, with masked samples. They are asked for once in half an hour. */
export function useFields(isEnabled: boolean) {
  const account = useAccount();
  return useQuery({
    queryKey: ["fields", account],
    queryFn: async ({ signal }): Promise<FieldProfile[]> => (await look(account, { kind: "fields" }, signal)).fields ?? [],
    enabled: isEnabled,
    staleTime: 30 * 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

export function useLook() {
  const account = useAccount();
  return useMutation({ mutationFn: (asked: Asked) => look(account, asked) });
}
