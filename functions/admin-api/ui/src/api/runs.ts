// Runs: the import history, and whatever is under way.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import { useAccount } from "./hooks";
import type { Asked, Reply } from "./operations";
import type { RunDetail } from "./shapes";

/** Which runs are listed. */
export type RunsAsked = Asked<"GET", "/v1/accounts/{account}/runs">["params"];

/** What a part of verifying the history found; all of them together once there is no next one. */
export type Verification = Reply<"GET", "/v1/accounts/{account}/history/verification">;

/** One run, asked for again while it runs: soon at first and seldom for one that takes hours. */
export function useRun(id: string | null) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "run", id],
    enabled: id !== null,
    queryFn: ({ signal }) => api.get("/v1/accounts/{account}/runs/{run}", { path: { account, run: id ?? "" }, signal }),
    refetchInterval: ({ state }) => pause(state.data?.data, state.dataUpdateCount, state.data?.retryAfter ?? null),
  });
}

/** How many milliseconds to wait before a run is asked for again; never, once it ended. */
export function pause(run: Pick<RunDetail, "state"> | undefined, asked: number, retryAfter: number | null): number | false {
  if (run !== undefined && run.state !== "running") return false;
  return Math.max(Math.min(500 * 1.3 ** asked, 5_000), (retryAfter ?? 0) * 1_000);
}

/** A page of the import history, newest first (R85). */
export function useRuns(params: RunsAsked) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "runs", params],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.get("/v1/accounts/{account}/runs", { path: { account }, params, signal })).data,
  });
}

/** Makes the plan that takes an import back; nothing is changed by that. Gives its digest. */
export function useUndo(run: string) {
  const account = useAccount();
  return useMutation({
    mutationFn: async (idempotencyKey: string) => {
      const path = { account, run };
      return (await api.send("POST", "/v1/accounts/{account}/runs/{run}/undo", { path, idempotencyKey })).data.digest;
    },
  });
}

/** Recomputes the chain of the history when asked to, part by part; `progress` is told how far it came. */
export function useVerification(progress: (part: Verification) => void) {
  const account = useAccount();
  return useMutation({
    mutationFn: async (signal: AbortSignal) => {
      const flaws: Verification["flaws"] = [];
      for (let cursor: string | null = null; ; ) {
        const params: { cursor?: string } = cursor === null ? {} : { cursor };
        const part = { path: { account }, params, signal };
        const { data } = await api.get("/v1/accounts/{account}/history/verification", part);
        flaws.push(...data.flaws);
        progress(data);
        cursor = data.next_cursor ?? null;
        if (cursor === null) return { ...data, flaws };
      }
    },
  });
}

/** Fetches the history, or the changes of a run of it, as CSV and hands it to the browser as a file. */
export function useDownload() {
  const account = useAccount();
  return useMutation({
    mutationFn: async ({ run, name }: { run?: string; name: string }) => {
      const file =
        run === undefined
          ? api.file("/v1/accounts/{account}/history.csv", { path: { account } })
          : api.file("/v1/accounts/{account}/runs/{run}/changes.csv", { path: { account, run } });
      const address = URL.createObjectURL(await file);
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
