import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem";

/**
 * Reading is tried again where that may help; nothing that has an effect is ever repeated by itself. Where there were too many
 * requests, the client has been patient already.
 */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => {
          const { isPassing, status } = asProblem(error);
          return failures < 2 && isPassing && status !== 429;
        },
        retryDelay: (failures, error) => 1000 * (asProblem(error).retryAfter ?? 2 ** failures * 0.4),
        staleTime: 2000,
        networkMode: "always",
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
