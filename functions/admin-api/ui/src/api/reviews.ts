// Reviews and the plans that they made.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { accountPath, api, type Answer } from "./client";
import { useAccount } from "./hooks";
import type { Change, Finding, List, Plan, RunDetail } from "./shapes";

/** A page of a plan's changes, with the number of all that match. */
export type ChangesPage = List<Change> & { total: number };
/** A page of a plan's findings, with the number of all that match. */
export type FindingsPage = List<Finding> & { total: number };

/** A plan without its changes and findings, which come by the page; with the version that a commit names. */
export function usePlan(digest: string | null) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "plan", digest],
    enabled: digest !== null,
    queryFn: ({ signal }) => api.get<Plan>(accountPath(account, "plans", digest ?? ""), { params: { changes: false }, signal }),
  });
}

/** A page of a plan's changes; `null` asks for nothing. The page before stays until the next one is there. */
export function usePlanChanges(digest: string, params: Record<string, string> | null) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "plan", digest, "changes", params],
    enabled: params !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.get<ChangesPage>(accountPath(account, "plans", digest, "changes"), { params: params ?? {}, signal })).data,
  });
}

/** A page of a plan's findings; `null` asks for nothing. */
export function usePlanFindings(digest: string | null, params: Record<string, string> | null) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "plan", digest, "findings", params],
    enabled: digest !== null && params !== null,
    queryFn: async ({ signal }) =>
      (await api.get<FindingsPage>(accountPath(account, "plans", digest ?? "", "findings"), { params: params ?? {}, signal })).data,
  });
}

/** Starts a review (R75). */
export function useStartReview() {
  const account = useAccount();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (idempotencyKey: string) =>
      (await api.send<Begun>("POST", accountPath(account, "reviews"), { idempotencyKey })).data,
    onSuccess: (run) => {
      queries.setQueryData<Answer<RunDetail>>([account, "run", run.run_id], followed(run));
      return queries.invalidateQueries({ queryKey: [account, "integration"] });
    },
  });
}

/** What a reviewer decided, as a commit sends it. */
export interface Commit {
  skip: string[];
  same_person: Record<string, string>;
  confirm: string | null;
}

/** Has exactly the reviewed plan imported (I4). */
export function useCommit(digest: string, etag: string | null) {
  const account = useAccount();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ choices, idempotencyKey }: { choices: Commit; idempotencyKey: string }) => {
      const path = accountPath(account, "plans", digest, "commit");
      return (await api.send<Begun>("POST", path, { body: choices, ifMatch: etag ?? `"${digest}"`, idempotencyKey })).data;
    },
    onSuccess: (run) => {
      queries.setQueryData<Answer<RunDetail>>([account, "run", run.run_id], followed(run));
      return queries.invalidateQueries({ queryKey: [account, "integration"] });
    },
  });
}

/** Shows the hidden values of one change. The API records it in the history before it answers; nothing is kept here. */
export function useReveal(digest: string) {
  const account = useAccount();
  return useMutation({
    gcTime: 0,
    mutationFn: async ({ change, idempotencyKey }: { change: string; idempotencyKey: string }) =>
      (await api.send<Change>("POST", accountPath(account, "plans", digest, "reveals"), { body: { change }, idempotencyKey })).data,
  });
}

/** A run as it is when it was asked for: how far it is shows only when it is read. */
export type Begun = Omit<RunDetail, "progress" | "reading" | "mail" | "entry_number" | "previous" | "next_step">;

/** What is shown of a run that was just asked for, until it is read. */
export function followed(run: Begun): Answer<RunDetail> {
  const data = { progress: null, reading: null, mail: [], entry_number: null, previous: null, next_step: null, ...run };
  return { data, etag: null, location: null, retryAfter: null };
}
