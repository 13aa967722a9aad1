import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import { useAccount } from "./hooks";
import type { Edit, EmployeeStatus, Known } from "./shapes";

/** Which people of the directory are listed. */
export interface Which {
  status: Known<EmployeeStatus> | null;
  missing: boolean;
  search: string;
  cursor: string | null;
}

/** A page of the directory; the page before stays until the next one is there. */
export function useEmployees({ status, missing, search, cursor }: Which) {
  const account = useAccount();
  const asked = { params: { status, missing: missing || null, cursor }, search: search.trim() };
  return useQuery({
    queryKey: [account, "employees", asked],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.get("/v1/accounts/{account}/employees", { path: { account }, ...asked, signal })).data,
  });
}

/** Somebody, with the version that an edit names. */
export function useEmployee(id: string) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "employee", id],
    queryFn: ({ signal }) =>
      api.get("/v1/accounts/{account}/employees/{employee}", { path: { account, employee: id }, signal }),
  });
}

/** All fields of somebody, explained; asked for when somebody wants to know. */
export function useExplanations(id: string, wanted: boolean) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "employee", id, "explanation"],
    enabled: wanted,
    queryFn: async ({ signal }) => {
      const path = { account, employee: id };
      return (await api.get("/v1/accounts/{account}/employees/{employee}/explanation", { path, signal })).data;
    },
  });
}

/** How many pages are looked through for something to show, before somebody has to ask for more. */
const EMPTY_PAGES = 10;

/**
 * What changed somebody, newest first, by the page. The API ends a page after some dozens of runs, whether they changed
 * this person or not: one that is empty is looked past while there is a next one.
 */
export function useEmployeeHistory(id: string) {
  const account = useAccount();
  return useInfiniteQuery({
    queryKey: [account, "employee", id, "history"],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      for (let cursor = pageParam, looked = 1; ; looked += 1) {
        const asked = { path: { account, employee: id }, params: { limit: 50, cursor }, signal };
        const { data } = await api.get("/v1/accounts/{account}/employees/{employee}/history", asked);
        cursor = data.next_cursor ?? null;
        if (data.items.length > 0 || cursor === null || looked === EMPTY_PAGES) return data;
      }
    },
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
}

/** Somebody with nothing masked. The API records it in the history before it answers; nothing is kept here. */
export function useRevealEmployee(id: string) {
  const account = useAccount();
  return useMutation({
    gcTime: 0,
    mutationFn: async (idempotencyKey: string) => {
      const path = { account, employee: id };
      return (await api.send("POST", "/v1/accounts/{account}/employees/{employee}/reveals", { path, idempotencyKey })).data;
    },
  });
}

/** Plans the edit and has it written, as a run that the history shows and that can be undone. */
export function useEdit(id: string) {
  const account = useAccount();
  return useMutation({
    mutationFn: async ({ edit, ifMatch, idempotencyKey }: { edit: Edit; ifMatch: string | null; idempotencyKey: string }) => {
      const asked = { path: { account, employee: id }, body: edit, ifMatch, idempotencyKey };
      return (await api.send("PATCH", "/v1/accounts/{account}/employees/{employee}", asked)).data;
    },
  });
}

/** The run that writes an edit, watched until it ends: one person takes a moment. */
export function useRunOfEdit(run: string) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "run", run],
    queryFn: ({ signal }) => api.get("/v1/accounts/{account}/runs/{run}", { path: { account, run }, signal }),
    refetchInterval: ({ state: { data } }) => (data && data.data.state !== "running" ? false : 1000 * (data?.retryAfter ?? 0.5)),
  });
}

/** Has everything read again that an edit may have changed. */
export function useForgetPeople() {
  const account = useAccount();
  const queries = useQueryClient();
  return () => {
    for (const part of ["employees", "employee", "runs", "integration"]) {
      void queries.invalidateQueries({ queryKey: [account, part] });
    }
  };
}
