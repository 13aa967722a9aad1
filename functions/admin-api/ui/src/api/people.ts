import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { accountPath, api } from "./client";
import { useAccount } from "./hooks";
import type { Code, Employee, EmployeeChange, EmployeeDetail, Field, List, RunDetail } from "./shapes";

/** Which people of the directory are listed. */
export interface Which {
  status: string | null;
  missing: boolean;
  search: string;
  cursor: string | null;
}

/** Where a value came from and why it was not changed (R86). */
export interface Explanation {
  field: Field | null;
  value: string | null;
  source: string | null;
  rule: string | null;
  sentence: string;
  written: { run: string; mapping_version: number; at: string | null; actor: string | null } | null;
  findings: { code: Code | null; message: string; next_step: string }[];
}

/** What an edit may change of somebody by hand (R24, R25). */
export interface Edit {
  email?: string;
  employee_id?: string;
  status?: "deactivated";
}

/** A page of the directory; the page before stays until the next one is there. */
export function useEmployees({ status, missing, search, cursor }: Which) {
  const account = useAccount();
  const params = { status, missing: missing || null, search: search.trim(), cursor };
  return useQuery({
    queryKey: [account, "employees", params],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.get<List<Employee>>(accountPath(account, "employees"), { params, signal })).data,
  });
}

/** Somebody, with the version that an edit names. */
export function useEmployee(id: string) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "employee", id],
    queryFn: ({ signal }) => api.get<EmployeeDetail>(accountPath(account, "employees", id), { signal }),
  });
}

/** All fields of somebody, explained; asked for when somebody wants to know. */
export function useExplanations(id: string, wanted: boolean) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "employee", id, "explanation"],
    enabled: wanted,
    queryFn: async ({ signal }) =>
      asList((await api.get<Explanation[] | List<Explanation>>(accountPath(account, "employees", id, "explanation"), { signal })).data),
  });
}

function asList(answer: Explanation[] | List<Explanation>): Explanation[] {
  return Array.isArray(answer) ? answer : answer.items;
}

/** What changed somebody, newest first. */
export function useEmployeeHistory(id: string) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "employee", id, "history"],
    queryFn: async ({ signal }) => {
      const path = accountPath(account, "employees", id, "history");
      return (await api.get<List<EmployeeChange>>(path, { params: { limit: 50 }, signal })).data;
    },
  });
}

/** Somebody with nothing masked. The API records it in the history before it answers; nothing is kept here. */
export function useRevealEmployee(id: string) {
  const account = useAccount();
  return useMutation({
    gcTime: 0,
    mutationFn: async (idempotencyKey: string) =>
      (await api.send<Employee>("POST", accountPath(account, "employees", id, "reveals"), { idempotencyKey })).data,
  });
}

/** Plans the edit and has it written, as a run that the history shows and that can be undone. */
export function useEdit(id: string) {
  const account = useAccount();
  return useMutation({
    mutationFn: async ({ edit, ifMatch, idempotencyKey }: { edit: Edit; ifMatch: string | null; idempotencyKey: string }) => {
      const path = accountPath(account, "employees", id);
      return (await api.send<RunDetail>("PATCH", path, { body: edit, ifMatch, idempotencyKey })).data;
    },
  });
}

/** The run that writes an edit, watched until it ends: one person takes a moment. */
export function useRunOfEdit(run: string) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "run", run],
    queryFn: ({ signal }) => api.get<RunDetail>(accountPath(account, "runs", run), { signal }),
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
