import { useState } from "react";
import type { Answer } from "./client";

interface Options<Draft> {
  /** What of a draft is sent: only in that can it differ from what is there. */
  sent?: (draft: Draft) => unknown;
  /** Whether somebody is deciding on what is shown, so that it stays. */
  isHeld?: boolean;
}

/**
 * A form on what has versions: what it was opened with, so that whoever saves overwrites nothing that they have not seen, and what
 * is typed on top of it. While nothing is typed it follows what is read, for a page may come up with what was read minutes ago.
 */
export function useVersioned<Body, Draft>(current: Answer<Body>, draftOf: (body: Body) => Draft, options: Options<Draft> = {}) {
  const { sent = (draft: Draft) => draft, isHeld = false } = options;
  const [opened, setOpened] = useState(current);
  const [draft, setDraft] = useState(() => draftOf(current.data));
  const [followed, setFollowed] = useState(current);
  const isChanged = JSON.stringify(sent(draft)) !== JSON.stringify(sent(draftOf(opened.data)));
  const open = (answer: Answer<Body>) => {
    setOpened(answer);
    setDraft(draftOf(answer.data));
  };
  // Only what was read since is newer: just after a save, what is at hand is still what was read before it.
  if (current !== followed && !isChanged && !isHeld) {
    setFollowed(current);
    if (current.etag !== opened.etag) open(current);
  }
  /** `reload` goes on from what is there now, without what was typed. */
  return { opened, setOpened, draft, setDraft, isChanged, open, reload: () => open(current) };
}
