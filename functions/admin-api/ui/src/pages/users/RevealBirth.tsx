import { useState } from "react";
import { newKey } from "../../api/client";
import { useRevealEmployee } from "../../api/people";
import type { Employee } from "../../api/shapes";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { TEXT } from "./text";

/** Asks before the date of birth is shown, because that is recorded. */
export function RevealBirth({ id, onRevealed }: { id: string; onRevealed: (clear: Employee) => void }) {
  const [key, setKey] = useState<string | null>(null);
  const reveal = useRevealEmployee(id);
  const close = () => {
    setKey(null);
    reveal.reset();
  };
  const show = () => {
    if (key === null || reveal.isPending) return;
    reveal.mutate(key, {
      onSuccess: (clear) => {
        close();
        onRevealed(clear);
      },
    });
  };
  return (
    <>
      <Button variant="quiet" small icon="eye" onPress={() => setKey(newKey())}>
        {TEXT.reveal}
      </Button>
      <Dialog
        title={TEXT.revealTitle}
        isOpen={key !== null}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{TEXT.revealLeave}</Button>
            <Button variant="primary" busy={reveal.isPending} onPress={show}>
              {TEXT.revealShow}
            </Button>
          </>
        }
      >
        <p>{TEXT.revealWhy}</p>
        {reveal.error && <Failure problem={reveal.error} retry={show} />}
      </Dialog>
    </>
  );
}
