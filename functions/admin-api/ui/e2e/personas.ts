import { createHash, randomBytes } from "node:crypto";
import type { Config } from "../src/api/shapes";

/** People whom the development issuer knows, by the word that signs them in at once. */
export const PERSONAS = {
  "account-administrator": "Ada Account Administrator",
  "employee-data-administrator": "Eddie Employee Data Administrator",
  "product-support-specialist": "Sam Support Specialist",
  "data-and-integrations-specialist": "Dana Data and Integrations Specialist",
  "no-role": "Nora No Role",
  "other-account": "Olga Other Account's Administrator",
} as const;

export type Persona = keyof typeof PERSONAS;

/** An access token, by the same way as the page: code flow with PKCE. */
export async function signIn(url: string, persona: Persona): Promise<string> {
  const config = (await (await fetch(`${url}/v1/config`)).json()) as Config;
  if (!config.authorization_endpoint || !config.token_endpoint || !config.client_id) throw new Error("nobody can sign in");
  const verifier = randomBytes(32).toString("base64url");
  const back = `${url}/signed-in`;
  const asked = new URL(config.authorization_endpoint, url);
  asked.search = new URLSearchParams({
    response_type: "code",
    client_id: config.client_id,
    redirect_uri: back,
    scope: config.scope,
    state: randomBytes(8).toString("hex"),
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    persona,
  }).toString();
  const sent = await fetch(asked, { redirect: "manual" });
  const code = new URL(sent.headers.get("location") ?? "", url).searchParams.get("code");
  if (!code) throw new Error(`the issuer gave no code to ${persona}: ${sent.status}`);
  const answer = await fetch(new URL(config.token_endpoint, url), {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: config.client_id,
      redirect_uri: back,
      code,
      code_verifier: verifier,
    }),
  });
  if (!answer.ok) throw new Error(`the issuer gave no token to ${persona}: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}
