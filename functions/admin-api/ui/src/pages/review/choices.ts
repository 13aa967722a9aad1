// What a reviewer decided about a plan. Kept in memory alone: a choice survives leaving the page, and never the browser's tab.
import { useCallback, useSyncExternalStore } from "react";
import type { Action, Change, Commit, DuplicateCandidate, Flag } from "../../api/shapes";

/** A change that is left out, with what is needed to count without it. */
export interface LeftOut {
  action: Action;
  flags: readonly Flag[];
}

/** A creation that is somebody of the directory (D18). */
export interface SamePerson {
  employee: string;
  /** The flags of the creation, which then does not happen. */
  flags: readonly Flag[];
  /** Whether writing the new values to that person is a high-risk change itself (D3). */
  risky: boolean;
  /** Whether that person would get another identifier. */
  identifier: boolean;
}

/** A reviewer's decisions about one plan. */
export interface Choices {
  leftOut: ReadonlyMap<string, LeftOut>;
  samePerson: ReadonlyMap<string, SamePerson>;
  /** Possible duplicates that were looked at and are new people. */
  newPerson: ReadonlySet<string>;
}

/** Nothing decided. */
export const NONE: Choices = { leftOut: new Map(), samePerson: new Map(), newPerson: new Set() };

/** Leaves a change out of the import. */
export function leaveOut(choices: Choices, change: Change): Choices {
  const leftOut = new Map(choices.leftOut).set(change.id, { action: change.action, flags: change.flags });
  return { ...undecided(choices, change.id), leftOut };
}

/** Takes a left-out change in again. */
export function takeIn(choices: Choices, change: string): Choices {
  const leftOut = new Map(choices.leftOut);
  leftOut.delete(change);
  return { ...choices, leftOut };
}

/** Says that the new person of a change is somebody of the directory. One directory person can be only one of them. */
export function callSamePerson(choices: Choices, change: Change, candidate: DuplicateCandidate): Choices {
  const cleared = takeIn(undecided(choices, change.id), change.id);
  const samePerson = new Map([...cleared.samePerson].filter(([, same]) => same.employee !== candidate.employee));
  samePerson.set(change.id, {
    employee: candidate.employee,
    flags: change.flags,
    risky: candidate.flags.includes("high_risk_change"),
    identifier: candidate.flags.includes("identifier_change"),
  });
  return { ...cleared, samePerson };
}

/** Says that the person of a change is new in spite of the likeness. */
export function callNewPerson(choices: Choices, change: string): Choices {
  const cleared = takeIn(undecided(choices, change), change);
  return { ...cleared, newPerson: new Set(cleared.newPerson).add(change) };
}

/** Takes back whatever was said about a possible duplicate. */
export function undecided(choices: Choices, change: string): Choices {
  const samePerson = new Map(choices.samePerson);
  const newPerson = new Set(choices.newPerson);
  samePerson.delete(change);
  newPerson.delete(change);
  return { ...choices, samePerson, newPerson };
}

/** Whether anything that changes the import was decided. */
export function isEmpty(choices: Choices): boolean {
  return choices.leftOut.size === 0 && choices.samePerson.size === 0;
}

/** The choices as a commit sends them: in a fixed order, so that a repeated request is the same request. */
export function asCommit(choices: Choices, reason: string): Commit {
  const same = [...choices.samePerson].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    skip: [...choices.leftOut.keys()].sort(),
    same_person: Object.fromEntries(same.map(([change, { employee }]) => [change, employee])),
    confirm: reason.trim() === "" ? null : reason.trim(),
  };
}

const kept = new Map<string, Choices>();
const listeners = new Set<() => void>();

/** Forgets the choices about a plan, once it was committed. */
export function forget(account: string, digest: string): void {
  kept.delete(`${account}/${digest}`);
  listeners.forEach((listener) => listener());
}

/** The choices about a plan, and how to change them. */
export function useChoices(account: string, digest: string): [Choices, (change: (choices: Choices) => Choices) => void] {
  const key = `${account}/${digest}`;
  const choices = useSyncExternalStore(subscribe, () => kept.get(key) ?? NONE);
  const change = useCallback(
    (change: (choices: Choices) => Choices) => {
      kept.set(key, change(kept.get(key) ?? NONE));
      listeners.forEach((listener) => listener());
    },
    [key],
  );
  return [choices, change];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
