/** Proof key for code exchange (RFC 7636): who asked for the code is who may exchange it. */
export interface ProofKey {
  verifier: string;
  challenge: string;
}

export async function proofKey(): Promise<ProofKey> {
  const verifier = randomText();
  return { verifier, challenge: await challengeOf(verifier) };
}

/** 256 random bits, as text for an address. */
export function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

export async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
