import type { Mail } from "../../api/shapes";
import { fromNow } from "../../parts/Time";
import { count } from "../../text";

type Word = { tone: "good" | "caution" | "bad" | "info"; word: string };

/** Where a mail stands, in few words. */
export function inShort({ state, recipients }: Mail): Word {
  if (state === "sent") return { tone: "good", word: "Sent" };
  if (state === "given_up") {
    return recipients === 0
      ? { tone: "caution", word: "Not sent: nobody is to be notified" }
      : { tone: "bad", word: "Given up after 48 hours" };
  }
  return { tone: "info", word: state === "waiting" ? "Waits to be sent" : state };
}

/** How often it was tried, and when that is done again. */
export function tries({ state, recipients, attempts, tried_at, next_try_at }: Mail, now: number): string {
  const to = recipients === 0 ? "" : `to ${count(recipients, "address", "addresses")}`;
  if (state === "sent") return [to, attempts !== null && attempts > 1 ? `at try ${attempts}` : ""].filter(Boolean).join(", ");
  if (attempts === null || attempts === 0) return to;
  const tried = `tried ${attempts === 1 ? "once" : count(attempts, "time", "times")}`;
  if (state !== "waiting") return tried_at === null ? tried : `${tried}, last ${fromNow(tried_at, now)}`;
  if (next_try_at === null) return `${tried}, and not again`;
  return `${tried}, next try ${Date.parse(next_try_at) > now ? fromNow(next_try_at, now) : "soon"}`;
}
