import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { access } from "./sign-in/access";

/** Asked by what goes somewhere without a link, such as a shortcut. */
export const LEAVING = "rollcall:leaving";

/** Whether something that is not saved would be lost at another path. */
function wouldLose(to: URL): boolean {
  return access.unsaved > 0 && to.origin === window.location.origin && to.pathname !== window.location.pathname;
}

/** Asks before a link or a shortcut leaves a form that holds what is not saved. */
export function LeaveGuard() {
  const [to, setTo] = useState<string | null>(null);
  const go = useNavigate();

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || link.target || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
      const address = new URL(link.href, window.location.href);
      if (!wouldLose(address)) return;
      event.preventDefault();
      setTo(address.pathname + address.search);
    };
    const onLeaving = (event: Event) => {
      const place = (event as CustomEvent<string>).detail;
      if (!wouldLose(new URL(place, window.location.href))) return;
      event.preventDefault();
      setTo(place);
    };
    document.addEventListener("click", onClick, true);
    window.addEventListener(LEAVING, onLeaving);
    return () => {
      document.removeEventListener("click", onClick, true);
      window.removeEventListener(LEAVING, onLeaving);
    };
  }, []);

  const stay = () => setTo(null);
  const leave = () => {
    stay();
    if (to !== null) void go(to);
  };
  return (
    <Dialog
      title="Leave without saving?"
      isOpen={to !== null}
      alert
      onClose={stay}
      actions={
        <>
          <Button variant="primary" onPress={stay}>
            Stay
          </Button>
          <Button onPress={leave}>Leave</Button>
        </>
      }
    >
      <p>What you typed on this page is not saved yet. It is lost when you leave.</p>
    </Dialog>
  );
}
