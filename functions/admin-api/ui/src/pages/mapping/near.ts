/** Names that may mean one thing: "TEAM" beside "TEAM NAME" breaks a trend (R59). The planner judges by the same rule. */
export function isNear(left: string, right: string): boolean {
  const [one, other] = [words(left), words(right)];
  const [oneJoined, otherJoined] = [one.join(""), other.join("")];
  if (oneJoined === "" || otherJoined === "") return false;
  return within(one, other) || within(other, one) || isSlip(oneJoined, otherJoined);
}

/** Existing names that a new one is near to, where it is not one of them. */
export function nearNames(name: string, existing: readonly string[], mapped: readonly string[]): string[] {
  if (name.trim() === "" || existing.includes(name)) return [];
  return existing.filter((other) => !mapped.includes(other) && isNear(name, other));
}

function words(name: string): string[] {
  const folded = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function within(some: string[], all: string[]): boolean {
  return some.every((word) => all.includes(word));
}

/** One edit apart, two for eight letters and more; very short names are alike only when equal. */
function isSlip(left: string, right: string): boolean {
  const shorter = Math.min(left.length, right.length);
  const allowed = shorter < 4 ? 0 : shorter < 8 ? 1 : 2;
  return Math.abs(left.length - right.length) <= allowed && edits(left, right) <= allowed;
}

function edits(left: string, right: string): number {
  let above = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= right.length; at += 1) {
      const same = left[row - 1] === right[at - 1] ? 0 : 1;
      line.push(Math.min((above[at] ?? 0) + 1, (line[at - 1] ?? 0) + 1, (above[at - 1] ?? 0) + same));
    }
    above = line;
  }
  return above[right.length] ?? 0;
}
