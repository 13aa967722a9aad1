import { useLocation } from "react-router";
import { useConfig } from "../../api/hooks";
import { Button } from "../../parts/Button";
import { access } from "./access";
import { canSignIn } from "./flow";

/** Told to somebody whose sign-in ended while a form holds what is not saved: it goes when they sign in again. */
export function Ended() {
  const { data: config } = useConfig();
  const { pathname, search } = useLocation();
  const again = () => {
    access.releaseAll();
    if (config && canSignIn(config)) void access.signIn(config, pathname + search);
  };
  return (
    <div className="ended" role="alertdialog" aria-labelledby="ended-title" aria-describedby="ended-text">
      <p>
        <strong id="ended-title">Your sign-in has ended.</strong>{" "}
        <span id="ended-text">You come back to this page. What you typed and did not save is lost: copy it first.</span>
      </p>
      <Button variant="primary" onPress={again}>
        Sign in again
      </Button>
    </div>
  );
}
