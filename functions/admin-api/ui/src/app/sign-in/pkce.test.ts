import { expect, test } from "vitest";
import { challengeOf, proofKey, randomText } from "./pkce";

test("the challenge is the one of RFC 7636, appendix B", async () => {
  expect(await challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).toBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
});

test("a proof key is made anew each time and fits the RFC", async () => {
  const [one, other] = [await proofKey(), await proofKey()];
  expect(one.verifier).not.toBe(other.verifier);
  expect(one.verifier).toMatch(/^[\w-]{43}$/);
  expect(one.challenge).toBe(await challengeOf(one.verifier));
  expect(randomText()).not.toBe(randomText());
});
