// Asking again where the API says that it has too much to do.

/** How often a reading is asked for before the page says that there are too many requests. */
const TRIES = 4;
/** The longest that is waited between two tries, in seconds: somebody looks at the page meanwhile. */
const LONGEST = 30;

const TOO_MANY = 429;

/** Asks until the answer is another one than that there are too many requests, or patience ends. Only for what has no effect. */
export async function patiently(
  ask: () => Promise<Response>,
  random: () => number,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  for (let tried = 1; ; tried += 1) {
    const response = await ask();
    if (response.status !== TOO_MANY || tried === TRIES) return response;
    const wished = secondsAfter(response);
    // Many pages are refused together: where the server names no time, they must not come back together.
    const wait = wished === null ? random() * 0.5 * 2 ** (tried - 1) : Math.min(wished, LONGEST);
    await pause(1000 * wait, signal);
  }
}

/** Seconds after which the server wants to be asked again; `null` where it does not say. */
export function secondsAfter(response: Response): number | null {
  const after = Number(response.headers.get("retry-after"));
  return Number.isFinite(after) && after > 0 ? after : null;
}

/** Waits, and fails as soon as nobody waits any more. */
export function pause(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", leave);
      resolve();
    }, milliseconds);
    function leave() {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new DOMException("abandoned", "AbortError"));
    }
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave, { once: true });
  });
}
