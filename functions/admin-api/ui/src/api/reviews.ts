// Reviews and the plans that they made.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Answer, api } from "./client";
import { useAccount } from "./hooks";
import type { Asked } from "./operations";
import type { Begun, Code, Commit, RunDetail } from "./shapes";

type OfChanges = Asked<"GET", "/v1/accounts/{account}/plans/{digest}/changes">;
type OfFindings = Asked<"GET", "/v1/accounts/{account}/plans/{digest}/findings">;

/** Which changes of a plan are listed. */
export type ChangesAsked = NonNullable<OfChanges["params"]> & Pick<OfChanges, "search">;
/** Which findings of a plan are listed. A code is one that the API told of, so it knows it, whether we do or not. */
export type FindingsAsked = Omit<NonNullable<OfFindings["params"]>, "code"> & { code?: Code };

/** A plan without its changes and findings, which come by the page; with the version that a commit names. */
export function usePlan(digest: string | null) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "plan", digest],
    enabled: digest !== null,
    queryFn: ({ signal }) => {
      const asked = { path: { account, digest: digest ?? "" }, params: { changes: false }, signal };
      return api.get("/v1/accounts/{account}/plans/{digest}", asked);
    },
  });
}

/** A page of a plan's changes; `null` asks for nothing. The page before stays until the next one is there. */
export function usePlanChanges(digest: string, asked: ChangesAsked | null) {
  const account = useAccount();
  const { search, ...params } = asked ?? {};
  return useQuery({
    queryKey: [account, "plan", digest, "changes", asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const path = { account, digest };
      return (await api.get("/v1/accounts/{account}/plans/{digest}/changes", { path, params, search, signal })).data;
    },
  });
}

/** A page of a plan's findings; `null` asks for nothing. */
export function usePlanFindings(digest: string | null, asked: FindingsAsked | null) {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "plan", digest, "findings", asked],
    enabled: digest !== null && asked !== null,
    queryFn: async ({ signal }) => {
      const path = { account, digest: digest ?? "" };
      const params = (asked ?? {}) as OfFindings["params"];
      return (await api.get("/v1/accounts/{account}/plans/{digest}/findings", { path, params, signal })).data;
    },
  });
}

/** Starts a review (R75). */
export function useStartReview() {
  const account = useAccount();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (idempotencyKey: string) =>
      (await api.send("POST", "/v1/accounts/{account}/reviews", { path: { account }, idempotencyKey })).data,
    onSuccess: (run) => {
      queries.setQueryData<Answer<RunDetail>>([account, "run", run.run_id], followed(run));
      return queries.invalidateQueries({ queryKey: [account, "integration"] });
    },
  });
}

/** Has exactly the reviewed plan imported (I4). */
export function useCommit(digest: string, etag: string | null) {
  const account = useAccount();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ choices, idempotencyKey }: { choices: Commit; idempotencyKey: string }) => {
      const asked = { path: { account, digest }, body: choices, ifMatch: etag ?? `"${digest}"`, idempotencyKey };
      return (await api.send("POST", "/v1/accounts/{account}/plans/{digest}/commit", asked)).data;
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
    mutationFn: async ({ change, idempotencyKey }: { change: string; idempotencyKey: string }) => {
      const asked = { path: { account, digest }, body: { change }, idempotencyKey };
      return (await api.send("POST", "/v1/accounts/{account}/plans/{digest}/reveals", asked)).data;
    },
  });
}

/** What is shown of a run that was just asked for, until it is read. */
export function followed(run: Begun): Answer<RunDetail> {
  const data = { progress: null, reading: null, mail: [], entry_number: null, previous: null, next_step: null, ...run };
  return { data, etag: null, location: null, retryAfter: null };
}
