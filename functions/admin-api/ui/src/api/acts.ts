import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type Answer, api, newKey } from "./client";
import { useAccount } from "./hooks";
import { asProblem } from "./problem";
import type { Integration, Switch } from "./shapes";

/**
 * The idempotency key of a form: the same for each attempt to send the same, another one as soon as something else is sent or
 * the first has worked. So neither a double click nor a retry does anything twice.
 */
export class KeyOfForm {
  #sent = "";
  #key = newKey();

  of(body: unknown): string {
    const text = JSON.stringify(body ?? null);
    if (this.#sent !== "" && text !== this.#sent) this.#key = newKey();
    this.#sent = text;
    return this.#key;
  }

  done(): void {
    this.#key = newKey();
    this.#sent = "";
  }
}

/** What the API answers to an `If-Match` that no longer holds. */
const CHANGED_MEANWHILE = 412;

/**
 * Something that a person does; it is never repeated by itself. `done` is told when it worked. Where somebody else was first, the
 * account is read again before that is said: so what a page shows then is what is there, and the next try names its version.
 */
export function useAct<Given, Result>(
  act: (given: Given, key: string) => Promise<Answer<Result>>,
  done?: (answer: Answer<Result>, given: Given) => void,
) {
  const keys = useRef<KeyOfForm>(null);
  keys.current ??= new KeyOfForm();
  const key = keys.current;
  const account = useAccount();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => act(given, key.of(given)),
    onError: async (error) => {
      if (asProblem(error).status === CHANGED_MEANWHILE) await queries.invalidateQueries({ queryKey: [account] });
    },
    onSuccess: (answer, given) => {
      key.done();
      done?.(answer, given);
    },
  });
}

/** Something that changes the integration: what comes back is shown at once, and everything about the account is read again. */
export function useIntegrationAct<Given>(
  act: (path: { account: string }, given: Given, key: string) => Promise<Answer<Integration>>,
  done?: () => void,
) {
  const account = useAccount();
  const queries = useQueryClient();
  return useAct<Given, Integration>(
    (given, key) => act({ account }, given, key),
    (answer) => {
      if (answer.data && answer.etag) queries.setQueryData([account, "integration"], answer);
      void queries.invalidateQueries({ queryKey: [account] });
      done?.();
    },
  );
}

export function useSetUp() {
  return useIntegrationAct<void>((path, _, idempotencyKey) =>
    api.send("POST", "/v1/accounts/{account}/setup", { path, idempotencyKey }),
  );
}

export function useResync() {
  return useIntegrationAct<void>((path, _, idempotencyKey) =>
    api.send("POST", "/v1/accounts/{account}/resync", { path, idempotencyKey }),
  );
}

export function useCheckAgain() {
  return useIntegrationAct<void>((path, _, idempotencyKey) =>
    api.send("POST", "/v1/accounts/{account}/connection/check", { path, idempotencyKey }),
  );
}

export type AutoSyncChoice = Switch & { etag: string | null };

export function useAutoSync(done?: () => void) {
  return useIntegrationAct<AutoSyncChoice>(
    (path, { etag, ...body }) => api.send("PUT", "/v1/accounts/{account}/auto-sync", { path, body, ifMatch: etag }),
    done,
  );
}
