import { useQuery } from "@tanstack/react-query";
import { useAct } from "./acts";
import { accountPath, api } from "./client";
import { useAccount } from "./hooks";
import type { Plan } from "./shapes";

/** A demographic that somebody of the directory has. */
export interface HeldDemographic {
  name: string;
  people: number;
  /** Whether the mapping fills it; what it does not fill, every sync leaves alone. */
  filled: boolean;
}

/** The demographics that people of the directory have, by name. */
export function useDemographics(isEnabled = true) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "demographics"],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: HeldDemographic[] }>(accountPath(account, "demographics"), { signal })).data.items,
    enabled: isEnabled,
    staleTime: 60_000,
  });
}

/** Makes the plan that deletes demographics of everybody; nothing is changed by that. `done` is given its digest. */
export function useTidy(done: (digest: string) => void) {
  const account = useAccount();
  return useAct<string[], Plan>(
    (names, key) => api.send("POST", accountPath(account, "demographics", "tidy"), { body: { names }, idempotencyKey: key }),
    ({ data }) => done(data.digest),
  );
}
