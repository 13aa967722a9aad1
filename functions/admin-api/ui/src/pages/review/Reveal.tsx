import { useState } from "react";
import { newKey } from "../../api/client";
import { useReveal } from "../../api/reviews";
import type { Change } from "../../api/shapes";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { TEXT } from "./text";

interface RevealProps {
  digest: string;
  change: string;
  label: string;
  /** Whose values they are, for who hears the button and does not see the row. */
  of: string;
  title?: string;
  children?: string;
  onShown: (clear: Change) => void;
}

/** Asks before hidden values are shown, because that is recorded. What is shown stays on the page and nowhere else. */
export function Reveal({ digest, change, label, of, title = TEXT.revealTitle, children = TEXT.revealWhy, onShown }: RevealProps) {
  const [key, setKey] = useState<string | null>(null);
  const reveal = useReveal(digest);
  const show = () => {
    if (key === null || reveal.isPending) return;
    reveal.mutate(
      { change, idempotencyKey: key },
      {
        onSuccess: (clear) => {
          setKey(null);
          onShown(clear);
          reveal.reset();
        },
      },
    );
  };
  const close = () => {
    setKey(null);
    reveal.reset();
  };
  return (
    <>
      <Button variant="quiet" small icon="eye" onPress={() => setKey(newKey())}>
        {label} <span className="only-heard">of {of}</span>
      </Button>
      <Dialog
        title={title}
        isOpen={key !== null}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Leave hidden</Button>
            <Button variant="primary" busy={reveal.isPending} onPress={show}>
              Show, and record it
            </Button>
          </>
        }
      >
        <p>{children}</p>
        {reveal.error && <Failure problem={reveal.error} retry={show} />}
      </Dialog>
    </>
  );
}
