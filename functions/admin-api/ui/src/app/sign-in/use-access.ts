import { useEffect, useSyncExternalStore } from "react";
import { access, type AccessState, type Unsaved } from "./access";

export function useAccess(): AccessState {
  return useSyncExternalStore(access.watch, () => access.state);
}

/**
 * Tells while a page holds what is not saved: then neither a closed tab nor an ended sign-in takes it away unasked. What outlives
 * its page is not lost by going to another one, and nobody is asked about that.
 */
export function useUnsaved(dirty: boolean, { outlivesPage = false } = {}): void {
  useEffect(() => {
    if (!dirty) return;
    const held: Unsaved = { outlivesPage };
    const ask = (event: BeforeUnloadEvent) => {
      if (access.holdsUnsaved) event.preventDefault();
    };
    access.hold(held);
    window.addEventListener("beforeunload", ask);
    return () => {
      access.release(held);
      window.removeEventListener("beforeunload", ask);
    };
  }, [dirty, outlivesPage]);
}
