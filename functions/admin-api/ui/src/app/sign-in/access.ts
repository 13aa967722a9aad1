import { api } from "../../api/client";
import type { Config } from "../../api/shapes";
import { beginning, canSignIn, goodbye, renewal, type SignInConfig, type Tokens } from "./flow";

/** What may happen to somebody's sign-in. */
export type AccessState = "out" | "in" | "ended" | "refused" | "left";

/** Something on a page that is not saved. */
export interface Unsaved {
  /** Whether it is still there when somebody comes back to the page, as long as the tab is open. */
  outlivesPage: boolean;
}

/**
 * The access of the person at this page. It lives in memory alone: who reloads the page signs in again, which the provider does
 * without asking as long as its own session lasts.
 */
class Access {
  #tokens: Tokens | null = null;
  #state: AccessState = "out";
  #renewing: Promise<boolean> | null = null;
  #signedInAt = 0;
  readonly #watchers = new Set<() => void>();
  readonly #unsaved = new Set<Unsaved>();

  get state(): AccessState {
    return this.#state;
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Whether something would be lost with the tab: then nobody is sent away without being asked. */
  get holdsUnsaved(): boolean {
    return this.#unsaved.size > 0;
  }

  /** Whether something would be lost by going to another page. */
  get losesByLeaving(): boolean {
    return [...this.#unsaved].some(({ outlivesPage }) => !outlivesPage);
  }

  hold(unsaved: Unsaved): void {
    this.#unsaved.add(unsaved);
  }

  release(unsaved: Unsaved): void {
    this.#unsaved.delete(unsaved);
  }

  /** Everything was saved just now, or was given up: who goes on in the same breath is not asked. */
  releaseAll(): void {
    this.#unsaved.clear();
  }

  token(): string | null {
    return this.#tokens?.access ?? null;
  }

  open(tokens: Tokens): void {
    this.#tokens = tokens;
    this.#signedInAt = Date.now();
    this.#become("in");
  }

  /** Another access token without leaving the page; requests that fail together wait for one renewal. */
  renew(): Promise<boolean> {
    this.#renewing ??= this.#renewOnce().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renewOnce(): Promise<boolean> {
    const refresh = this.#tokens?.refresh;
    if (!refresh) return false;
    try {
      const { data } = await api.get("/v1/config");
      if (!canSignIn(data)) return false;
      this.#tokens = await renewal(data, refresh, location.origin);
      return true;
    } catch {
      return false;
    }
  }

  /** The token is not taken any more. A fresh one that is not taken would not be taken after another sign-in either. */
  ended(): void {
    if (this.#state !== "in" && this.#state !== "out") return;
    const fresh = this.#tokens !== null && Date.now() - this.#signedInAt < 10_000;
    this.#tokens = null;
    this.#become(fresh ? "refused" : "ended");
  }

  async signIn(config: SignInConfig, place: string): Promise<void> {
    location.assign(await beginning(config, place, location.origin, sessionStorage));
  }

  /**
   * Goes where the provider forgets; what is here is forgotten as the page is left. Until then the access stays: a request on its way
   * out would be refused without it, and who chooses to keep what is not saved goes on as before.
   */
  signOut(config: Config | undefined): void {
    window.addEventListener("pagehide", this.#leave, { once: true });
    location.assign((config && goodbye(config, location.origin)) ?? "/signed-out");
  }

  /** The browser may keep the page to show it again at Back: then without anybody's data, and signed out. */
  #leave = (): void => {
    this.#tokens = null;
    api.forget();
    this.#become("left");
    window.addEventListener("pageshow", () => this.#become("out"), { once: true });
  };

  #become(state: AccessState): void {
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }
}

export const access = new Access();

api.use(access);
