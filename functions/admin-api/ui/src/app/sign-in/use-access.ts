import { useEffect, useSyncExternalStore } from "react";
import { access, type AccessState } from "./access";

export function useAccess(): AccessState {
  return useSyncExternalStore(access.watch, () => access.state);
}

/** Tells while a form holds what is not saved: then neither a closed tab nor an ended sign-in takes it away unasked. */
export function useUnsaved(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (access.unsaved > 0) event.preventDefault();
    };
    access.unsaved += 1;
    window.addEventListener("beforeunload", ask);
    return () => {
      access.unsaved -= 1;
      window.removeEventListener("beforeunload", ask);
    };
  }, [dirty]);
}
