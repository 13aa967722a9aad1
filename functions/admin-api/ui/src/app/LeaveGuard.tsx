import { type Location, useBlocker } from "react-router";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { access } from "./sign-in/access";

/** A change of filters or of a wizard's step is the same page: nothing is lost by it. */
function wouldLose({ currentLocation, nextLocation }: { currentLocation: Location; nextLocation: Location }): boolean {
  return access.losesByLeaving && currentLocation.pathname !== nextLocation.pathname;
}

/** Asks before a link, a shortcut or the browser's own back button leaves a form that holds what is not saved. */
export function LeaveGuard() {
  const leaving = useBlocker(wouldLose);
  const stay = () => leaving.reset?.();
  return (
    <Dialog
      title="Leave without saving?"
      isOpen={leaving.state === "blocked"}
      alert
      onClose={stay}
      actions={
        <>
          <Button variant="primary" onPress={stay}>
            Stay
          </Button>
          <Button onPress={() => leaving.proceed?.()}>Leave</Button>
        </>
      }
    >
      <p>What you typed on this page is not saved yet. It is lost when you leave.</p>
    </Dialog>
  );
}
