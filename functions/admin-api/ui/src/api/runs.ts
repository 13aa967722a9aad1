// Runs: the import history, and whatever is under way.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { accountPath, api, query } from "./client";
import { useAccount } from "./hooks";
import type { HistoryEntry, List, Plan, RunDetail } from "./shapes";

/** What verifying the history found (sync::history::Verified). */
export interface Verification {
  history: { entries: number; head: string | null };
  flaws: { number: number; run: string | null; what: string }[];
}

/** One run, asked for again while it runs: soon at first and seldom for one that takes hours. */
export function useRun(id: string | null) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "run", id],
    enabled: id !== null,
    queryFn: ({ signal }) => api.get<RunDetail>(accountPath(account, "runs", id ?? ""), { signal }),
    refetchInterval: ({ state }) => pause(state.data?.data, state.dataUpdateCount, state.data?.retryAfter ?? null),
  });
}

/** How many milliseconds to wait before a run is asked for again; never, once it ended. */
export function pause(run: Pick<RunDetail, "state"> | undefined, asked: number, retryAfter: number | null): number | false {
  if (run !== undefined && run.state !== "running") return false;
  return Math.max(Math.min(500 * 1.3 ** asked, 5_000), (retryAfter ?? 0) * 1_000);
}

/** A page of the import history, newest first (R85). */
export function useRuns(params: Record<string, string>) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "runs", params],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await api.get<List<HistoryEntry>>(accountPath(account, "runs"), { params, signal })).data,
  });
}

/** Makes the plan that takes an import back; nothing is changed by that. Gives its digest. */
export function useUndo(run: string) {
  const account = useAccount();
  return useMutation({
    mutationFn: async (idempotencyKey: string) =>
      (await api.send<Plan>("POST", accountPath(account, "runs", run, "undo"), { idempotencyKey })).data.digest,
  });
}

/** Recomputes the chain of the history, when asked to. */
export function useVerification() {
  const account = useAccount();
  return useMutation({
    mutationFn: async () => (await api.get<Verification>(accountPath(account, "history", "verification"))).data,
  });
}

/** Fetches a table of the history as CSV and hands it to the browser as a file. */
export function useDownload() {
  const account = useAccount();
  return useMutation({
    mutationFn: async ({ path, name, params }: { path: string[]; name: string; params?: Record<string, string> }) => {
      const address = URL.createObjectURL(await api.file(accountPath(account, ...path) + query(params)));
      const link = document.createElement("a");
      link.href = address;
      link.download = name;
      link.click();
      // The browser has taken it by the next turn; the memory is given back after that.
      setTimeout(() => URL.revokeObjectURL(address), 1_000);
    },
  });
}

/** Makes everything that an import may have changed be read again. */
export function useForgetAfterImport() {
  const account = useAccount();
  const queries = useQueryClient();
  return () => {
    for (const part of ["integration", "runs", "employees", "employee", "plan", "demographics"]) {
      void queries.invalidateQueries({ queryKey: [account, part] });
    }
  };
}
