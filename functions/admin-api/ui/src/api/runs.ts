// Runs: the import history, and whatever is under way.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { accountPath, api, query } from "./client";
import { useAccount } from "./hooks";
import type { HistoryEntry, List, Plan, RunDetail } from "./shapes";

/** What a part of verifying the history found; all of them together once there is no next one. */
export interface Verification {
  history: { entries: number; head: string | null };
  flaws: { number: number; run: string | null; what: string }[];
  done: number;
  total: number;
  next_cursor: string | null;
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

/** Recomputes the chain of the history when asked to, part by part; `progress` is told how far it came. */
export function useVerification(progress: (part: Verification) => void) {
  const account = useAccount();
  return useMutation({
    mutationFn: async (signal: AbortSignal) => {
      const flaws: Verification["flaws"] = [];
      for (let cursor: string | null = null; ; ) {
        const params: Record<string, string> = cursor === null ? {} : { cursor };
        const { data } = await api.get<Verification>(accountPath(account, "history", "verification"), { params, signal });
        flaws.push(...data.flaws);
        progress(data);
        cursor = data.next_cursor;
        if (cursor === null) return { ...data, flaws };
      }
    },
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
    for (const part of ["integration", "runs", "employees", "employee", "plan"]) {
      void queries.invalidateQueries({ queryKey: [account, part] });
    }
  };
}
