import { useState } from "react";
import { useNavigate } from "react-router";
import { useAct } from "../../api/acts";
import { api } from "../../api/client";
import { useAccount } from "../../api/hooks";
import type { Begun } from "../../api/shapes";
import { useMay } from "../../app/roles";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { TEXT } from "./text";

/** What support does when the missing cannot be added to TriNet again: a plan that ends them, to be reviewed (R13, D1). */
export function DeactivateMissing() {
  const [isOpen, setOpen] = useState(false);
  if (!useMay("deactivate_missing")) return null;
  return (
    <Notice tone="info" title={TEXT.supportTitle} action={<Button onPress={() => setOpen(true)}>{TEXT.support}</Button>}>
      {TEXT.supportWhy}
      {isOpen && <Asking onClose={() => setOpen(false)} />}
    </Notice>
  );
}

function Asking({ onClose }: { onClose: () => void }) {
  const account = useAccount();
  const go = useNavigate();
  // Everybody is read first: the page of reviews follows that, and goes on to the plan.
  const plan = useAct<void, Begun>(
    (_, idempotencyKey) =>
      api.send("POST", "/v1/accounts/{account}/missing/deactivation", { path: { account }, idempotencyKey }),
    ({ data }) => void go(`/${account}/review?run=${encodeURIComponent(data.run_id)}`),
  );
  return (
    <Dialog
      title={TEXT.supportAsk}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{TEXT.cancel}</Button>
          <Button variant="primary" busy={plan.isPending} onPress={() => plan.mutate()}>
            {TEXT.supportGo}
          </Button>
        </>
      }
    >
      <p>{TEXT.supportAskWhy}</p>
      {plan.error && <Failure problem={plan.error} retry={() => plan.mutate()} />}
    </Dialog>
  );
}
