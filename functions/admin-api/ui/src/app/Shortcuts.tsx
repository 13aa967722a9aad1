import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../parts/Dialog";
import { Switch } from "../parts/Switch";
import { isTyping, PLACES_BY_KEY, SHORTCUTS, shortcuts } from "./shortcut-keys";

/** Listens for the shortcuts of the whole page, unless they are switched off, and lists them on `?`. */
export function Shortcuts({ account }: { account: string }) {
  const [open, setOpen] = useState(false);
  const go = useNavigate();
  const after = useRef<number | null>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!shortcuts.used || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const armed = after.current !== null && Date.now() - after.current < 1500;
      after.current = null;
      const place = PLACES_BY_KEY[event.key];
      if (armed && place !== undefined) {
        event.preventDefault();
        void go(`/${account}${place}`);
      } else if (event.key === "g") {
        after.current = Date.now();
      } else if (event.key === "?") {
        event.preventDefault();
        setOpen(true);
      }
    };
    const onRequest = () => setOpen(true);
    window.addEventListener("keydown", onKey);
    window.addEventListener("rollcall:shortcuts", onRequest);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("rollcall:shortcuts", onRequest);
    };
  }, [account, go]);

  return (
    <Dialog title="Keyboard shortcuts" isOpen={open} onClose={() => setOpen(false)}>
      <div className="stack">
        <UseShortcuts />
        <dl className="shortcuts">
          {SHORTCUTS.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key, at) => (
                  <span key={key}>
                    {at > 0 && " then "}
                    <kbd>{key}</kbd>
                  </span>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}

/** For who speaks to the computer, or presses keys without meaning to: letters alone then lead nowhere (WCAG 2.1.4). */
function UseShortcuts() {
  const [used, setUsed] = useState(shortcuts.used);
  const choose = (used: boolean) => {
    shortcuts.used = used;
    setUsed(used);
  };
  return (
    <Switch
      label="Use shortcuts"
      description="Not stored: they are on again once this page is reloaded or opened anew. About and help leads back to this list. Esc closes a dialog either way."
      isSelected={used}
      onChange={choose}
    />
  );
}
