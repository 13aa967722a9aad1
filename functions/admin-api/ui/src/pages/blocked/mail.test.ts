import { expect, test } from "vitest";
import type { Mail } from "../../api/shapes";
import { inShort, tries } from "./mail";

const NOW = Date.parse("2026-11-30T10:00:00Z");

const MAIL: Mail = {
  state: "waiting", recipients: 2, attempts: 0, tried_at: null, next_try_at: null, sent_at: null, given_up_at: null,
};

test.each<[string, Partial<Mail>, string, string]>([
  ["was not tried yet", {}, "Waits to be sent", "to 2 addresses"],
  [
    "could not be sent",
    { attempts: 3, tried_at: "2026-11-30T09:00:00Z", next_try_at: "2026-11-30T12:00:00Z" },
    "Waits to be sent", "tried 3 times, next try in 2 hours",
  ],
  [
    "is about to be tried again",
    { attempts: 1, tried_at: "2026-11-30T09:59:00Z", next_try_at: "2026-11-30T09:59:00Z" },
    "Waits to be sent", "tried once, next try soon",
  ],
  ["has no try left", { attempts: 9, tried_at: "2026-11-30T09:00:00Z" }, "Waits to be sent", "tried 9 times, and not again"],
  [
    "was sent at once",
    { state: "sent", attempts: 1, recipients: 1, sent_at: "2026-11-30T09:57:00Z", tried_at: "2026-11-30T09:57:00Z" },
    "Sent", "to 1 address",
  ],
  ["was sent later", { state: "sent", attempts: 2, sent_at: "2026-11-30T09:57:00Z" }, "Sent", "to 2 addresses, at try 2"],
  ["was sent by an earlier release", { state: "sent", attempts: null }, "Sent", "to 2 addresses"],
  [
    "was given up",
    { state: "given_up", attempts: 9, tried_at: "2026-11-30T08:00:00Z", given_up_at: "2026-11-30T10:00:00Z" },
    "Given up after 48 hours", "tried 9 times, last 2 hours ago",
  ],
  ["had nobody to go to", { state: "given_up", recipients: 0 }, "Not sent: nobody is to be notified", ""],
])("a mail that %s says so", (_, mail, word, detail) => {
  expect(inShort({ ...MAIL, ...mail }).word).toBe(word);
  expect(tries({ ...MAIL, ...mail }, NOW)).toBe(detail);
});
