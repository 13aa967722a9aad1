import { useSyncExternalStore } from "react";

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const absolute = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const zone = new Intl.DateTimeFormat("en", { timeZoneName: "short" });

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** "3 minutes ago", "in 2 hours", "yesterday". */
export function fromNow(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000;
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return seconds > 5 ? "in a moment" : "just now";
}

/** "30 Nov 2026, 15:05 CET". */
export function local(at: string): string {
  const date = new Date(at);
  const name = zone.formatToParts(date).find((part) => part.type === "timeZoneName")?.value ?? "";
  return `${absolute.format(date)} ${name}`;
}

/** A moment as people say it; the exact one, here and in UTC, shows when it is pointed at. */
export function Time({ at, exact = false }: { at: string; exact?: boolean }) {
  const now = useNow();
  const utc = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
  return (
    <time dateTime={at} title={`${local(at)} · ${utc}`}>
      {exact ? local(at) : fromNow(at, now)}
    </time>
  );
}

// One clock for all of them.
let clock = Date.now();
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    clock = Date.now();
    for (const one of watchers) one();
  }, 15_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time to the quarter of a minute. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => {
    if (watchers.size === 0) clock = Date.now();
    return clock;
  });
}
