import type { Config } from "../../api/shapes";
import { proofKey, randomText } from "./pkce";

/** Where the provider sends people back to. */
export const CALLBACK = "/signed-in";

/** What the way to the provider and back needs to know; gone as soon as it is back. Holds nothing of a person. */
interface OnTheWay {
  state: string;
  verifier: string;
  place: string;
}

const KEPT_AS = "rollcall.sign-in";

/** A configuration with which somebody can sign in. */
export type SignInConfig = Config & { client_id: string; authorization_endpoint: string; token_endpoint: string };

export function canSignIn(config: Config): config is SignInConfig {
  return Boolean(config.client_id && config.authorization_endpoint && config.token_endpoint);
}

/** The address that asks the provider to sign somebody in; `place` is where they come back to. */
export async function beginning(config: SignInConfig, place: string, origin: string, store: Storage): Promise<string> {
  const { verifier, challenge } = await proofKey();
  const state = randomText();
  store.setItem(KEPT_AS, JSON.stringify({ state, verifier, place } satisfies OnTheWay));
  const address = new URL(config.authorization_endpoint, origin);
  const asked = {
    response_type: "code",
    client_id: config.client_id,
    redirect_uri: origin + CALLBACK,
    scope: config.scope,
    state,
    code_challenge: challenge,
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  return address.href;
}

export interface Tokens {
  access: string;
  refresh: string | null;
}

/** Why a sign-in did not work, for people. */
export class SignInFailed extends Error {}

/** Ends a sign-in: checks what the provider sent and exchanges the code. Gives the tokens and the place to go to. */
export async function ending(
  config: SignInConfig,
  search: URLSearchParams,
  origin: string,
  store: Storage,
): Promise<{ tokens: Tokens; place: string }> {
  const kept = store.getItem(KEPT_AS);
  store.removeItem(KEPT_AS);
  if (search.has("error")) {
    throw new SignInFailed(search.get("error") === "access_denied" ? "The sign-in was cancelled." : "The sign-in was refused.");
  }
  const way = kept === null ? null : (JSON.parse(kept) as OnTheWay);
  const code = search.get("code");
  if (!way || !code || search.get("state") !== way.state) {
    throw new SignInFailed("This sign-in was not begun in this tab, or it was used already.");
  }
  const tokens = await exchange(config, origin, {
    grant_type: "authorization_code",
    code,
    redirect_uri: origin + CALLBACK,
    code_verifier: way.verifier,
  });
  return { tokens, place: safePlace(way.place) };
}

/** New tokens for a refresh token, which is kept in memory like the other. */
export function renewal(config: SignInConfig, refresh: string, origin: string): Promise<Tokens> {
  return exchange(config, origin, { grant_type: "refresh_token", refresh_token: refresh });
}

async function exchange(config: SignInConfig, origin: string, grant: Record<string, string>): Promise<Tokens> {
  const response = await fetch(new URL(config.token_endpoint, origin), {
    method: "POST",
    body: new URLSearchParams({ client_id: config.client_id, ...grant }),
    credentials: "omit",
    cache: "no-store",
  });
  if (!response.ok) throw new SignInFailed("The sign-in could not be completed.");
  const body = (await response.json()) as { access_token?: string; refresh_token?: string };
  if (!body.access_token) throw new SignInFailed("The sign-in gave no access.");
  return { access: body.access_token, refresh: body.refresh_token ?? grant["refresh_token"] ?? null };
}

/** A place of this site; anything else becomes the first page. */
export function safePlace(place: string): string {
  const isPath = /^\/(?![/\\])/.test(place) && !/[\\\u0000-\u001f]/.test(place);
  return isPath && !place.startsWith(CALLBACK) && !place.startsWith("/signed-out") ? place : "/";
}

/** Where the provider ends its own session; `null` where it has no such place. */
export function goodbye(config: Config, origin: string): string | null {
  if (!config.end_session_endpoint) return null;
  const address = new URL(config.end_session_endpoint, origin);
  const back = `${origin}/signed-out`;
  if (config.client_id) address.searchParams.set("client_id", config.client_id);
  // Cognito calls it `logout_uri`, OpenID Connect `post_logout_redirect_uri`.
  address.searchParams.set("logout_uri", back);
  address.searchParams.set("post_logout_redirect_uri", back);
  return address.href;
}
