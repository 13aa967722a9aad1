import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { accountPath, api } from "./client";
import type { AccountSettings, Config, Demographic, Integration, Mapping, Session } from "./shapes";

/** The account of this page, from its address. */
export function useAccount(): string {
  return useParams()["account"] ?? "";
}

export function useConfig() {
  return useQuery({
    queryKey: ["config"],
    queryFn: async ({ signal }) => (await api.get<Config>("/v1/config", { signal })).data,
    staleTime: Infinity,
  });
}

export function useSession() {
  return useQuery({
    queryKey: ["session"],
    queryFn: async ({ signal }) => (await api.get<Session>("/v1/session", { signal })).data,
    staleTime: 60_000,
  });
}

/** States that change without anybody doing anything: they are watched. */
const MOVING = new Set(["connecting", "setting_up", "importing"]);

/** The integration with its version; watched while something is under way. */
export function useIntegration() {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "integration"],
    queryFn: ({ signal }) => api.get<Integration>(accountPath(account, "integration"), { signal }),
    refetchInterval: ({ state: { data } }) => {
      if (!data || !(MOVING.has(data.data.state) || data.data.active_run)) return false;
      return 1000 * (data.retryAfter ?? 2);
    },
  });
}

/** A mapping as it is sent: without transforms where there are none. */
type Sent = Omit<Mapping, "demographics"> & {
  demographics: (Omit<Demographic, "transforms"> & Partial<Pick<Demographic, "transforms">>)[];
};

export function useMapping() {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "mapping"],
    queryFn: async ({ signal }) => {
      const answer = await api.get<Sent>(accountPath(account, "mapping"), { signal });
      const demographics = answer.data.demographics.map((each) => ({ transforms: [], ...each }));
      return { ...answer, data: { ...answer.data, demographics } satisfies Mapping };
    },
  });
}

export function useSettings() {
  const account = useAccount();
  return useQuery({
    queryKey: [account, "settings"],
    queryFn: ({ signal }) => api.get<AccountSettings>(accountPath(account, "settings"), { signal }),
  });
}
