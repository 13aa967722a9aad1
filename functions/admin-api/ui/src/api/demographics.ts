import { useQuery } from "@tanstack/react-query";
import { useAct } from "./acts";
import { api } from "./client";
import { useAccount } from "./hooks";
import type { Plan } from "./shapes";

/** The demographics that people of the directory have, by name. */
export function useDemographics(isEnabled = true) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "demographics"],
    queryFn: async ({ signal }) =>
      (await api.get("/v1/accounts/{account}/demographics", { path: { account }, signal })).data.items,
    enabled: isEnabled,
    staleTime: 60_000,
  });
}

/** Makes the plan that deletes demographics of everybody; nothing is changed by that. `done` is given its digest. */
export function useTidy(done: (digest: string) => void) {
  const account = useAccount();
  return useAct<string[], Plan>(
    (names, idempotencyKey) =>
      api.send("POST", "/v1/accounts/{account}/demographics/tidy", { path: { account }, body: { names }, idempotencyKey }),
    ({ data }) => done(data.digest),
  );
}
