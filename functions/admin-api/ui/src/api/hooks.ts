import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { api } from "./client";
import type { Integration } from "./shapes";

/** The account of this page, from its address. */
export function useAccount(): string {
  return useParams()["account"] ?? "";
}

export function useConfig() {
  return useQuery({
    queryKey: ["config"],
    queryFn: async ({ signal }) => (await api.get("/v1/config", { signal })).data,
    staleTime: Infinity,
  });
}

export function useSession() {
  return useQuery({
    queryKey: ["session"],
    queryFn: async ({ signal }) => (await api.get("/v1/session", { signal })).data,
    staleTime: 60_000,
  });
}

/** States that change without anybody doing anything: they are watched. */
const MOVING = new Set<Integration["state"]>(["connecting", "setting_up", "importing"]);

/**
 * Whether the connection is being tested. No state says so: whoever is connected already keeps the state while they are tested
 * again, and only the results of the test before are gone.
 */
export function isTesting({ connection, last_check_error }: Integration): boolean {
  return connection?.checks.length === 0 && !last_check_error;
}

function isMoving(integration: Integration): boolean {
  return MOVING.has(integration.state) || Boolean(integration.active_run) || isTesting(integration);
}

/** The integration with its version; watched while something is under way. */
export function useIntegration() {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "integration"],
    queryFn: ({ signal }) => api.get("/v1/accounts/{account}/integration", { path: { account }, signal }),
    refetchInterval: ({ state: { data } }) => {
      if (!data || !isMoving(data.data)) return false;
      return 1000 * (data.retryAfter ?? 2);
    },
  });
}

export function useMapping() {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "mapping"],
    queryFn: ({ signal }) => api.get("/v1/accounts/{account}/mapping", { path: { account }, signal }),
  });
}

export function useSettings() {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "settings"],
    queryFn: ({ signal }) => api.get("/v1/accounts/{account}/settings", { path: { account }, signal }),
  });
}
