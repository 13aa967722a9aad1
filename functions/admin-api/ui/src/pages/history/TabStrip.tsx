import { type KeyboardEvent, type ReactNode, useId } from "react";
import { TABS, type TabName } from "./tabs";

interface TabStripProps {
  label: string;
  chosen: TabName;
  onChoose: (tab: TabName) => void;
  name: (tab: TabName) => ReactNode;
  children: ReactNode;
}

/** Tabs with one panel: the arrow keys, Home and End go from one to the next, and Tab goes into the panel. */
export function TabStrip({ label, chosen, onChoose, name, children }: TabStripProps) {
  const id = useId();
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const next = nextTab(chosen, event.key);
    if (next === null) return;
    event.preventDefault();
    onChoose(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={label} onKeyDown={move}>
        {TABS.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${id}-${tab}`}
            className="tab"
            aria-selected={tab === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab === chosen ? 0 : -1}
            onClick={() => onChoose(tab)}
          >
            {name(tab)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className="stack">
        {children}
      </div>
    </div>
  );
}

/** The tab to which a key leads; `null` for every other key. */
export function nextTab(chosen: TabName, key: string): TabName | null {
  const at = TABS.indexOf(chosen);
  const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 };
  const step = steps[key];
  return step === undefined ? null : (TABS[(step + TABS.length) % TABS.length] ?? null);
}
