import { useState } from "react";
import { useNavigate } from "react-router";
import { newKey } from "../../api/client";
import { useAccount } from "../../api/hooks";
import { asProblem } from "../../api/problem";
import { useUndo } from "../../api/runs";
import type { RunDetail } from "../../api/shapes";
import { useMay } from "../../app/roles";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { canBeUndone } from "./outcome";

/** Takes an import back: explains it, makes the plan for it, and leads to its review. */
export function Undo({ run }: { run: RunDetail }) {
  const account = useAccount();
  const navigate = useNavigate();
  const mayUndo = useMay("undo");
  const undo = useUndo(run.run_id);
  const [key, setKey] = useState<string | null>(null);
  if (!mayUndo || !canBeUndone(run)) return null;
  const go = () => {
    if (key === null || undo.isPending) return;
    undo.mutate(key, { onSuccess: (digest) => void navigate(`/${account}/plans/${encodeURIComponent(digest)}`) });
  };
  const close = () => {
    setKey(null);
    undo.reset();
  };
  return (
    <>
      <Button onPress={() => setKey(newKey())}>Undo…</Button>
      <Dialog
        title="Undo this import?"
        isOpen={key !== null}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Keep it</Button>
            <Button variant="primary" busy={undo.isPending} onPress={go}>
              Review the undo
            </Button>
          </>
        }
      >
        <div className="stack-tight">
          <p>Nothing is changed yet: you see first what would be taken back, and may leave people out.</p>
          <ul>
            <li>Values that nobody changed since go back to what they were.</li>
            <li>People whom the import created are deactivated, and keep their values. Nobody is deleted.</li>
            <li>What was changed since stays, and is listed.</li>
            <li>The daily sync stops until you clear it up: TriNet would bring the same changes back.</li>
          </ul>
          {undo.error && <Failure problem={undo.error} retry={asProblem(undo.error).isPassing ? go : undefined} />}
        </div>
      </Dialog>
    </>
  );
}
