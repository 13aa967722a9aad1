import { useVerification, type Verification } from "../../api/runs";
import { AskAPerson } from "../../parts/AskAPerson";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Digest } from "../../parts/Digest";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { Progress } from "../../parts/Progress";
import { count } from "../../text";
import { useRef, useState } from "react";

/** Recomputes the chain of the history when asked to, and says how far it is and what does not fit. */
export function Verify() {
  const [open, setOpen] = useState(false);
  const [part, setPart] = useState<Verification | null>(null);
  const asking = useRef<AbortController>(null);
  const verify = useVerification(setPart);
  const { data, error } = verify;
  const begin = () => {
    setOpen(true);
    setPart(null);
    asking.current = new AbortController();
    verify.mutate(asking.current.signal);
  };
  // A long history takes a minute, for which nobody waits any more.
  const close = () => {
    asking.current?.abort();
    verify.reset();
    setOpen(false);
  };
  return (
    <>
      <Button onPress={begin}>Verify the history</Button>
      <Dialog title="Verify the history" isOpen={open} onClose={close}>
        <div className="stack-tight">
          <p className="soft">Each entry names the one before it by its digest, so that none can be altered or taken out unseen.</p>
          {verify.isPending && part === null && <Loading what="every entry" />}
          {verify.isPending && part !== null && <Progress value={part.done} max={part.total} label="Runs verified" />}
          {error && <Failure problem={error} retry={begin} />}
          {data && data.flaws.length === 0 && (
            <Notice tone="good" title={`${count(data.history.entries, "entry fits", "entries fit")}`} spoken>
              {data.history.head !== null && (
                <p className="row">
                  Compare the last one with a copy kept elsewhere: <Digest value={data.history.head} />
                </p>
              )}
            </Notice>
          )}
          {data && data.flaws.length > 0 && (
            <Notice tone="bad" title={`${count(data.flaws.length, "entry does", "entries do")} not fit`} spoken>
              <ul className="plain">
                {data.flaws.map(({ number, run, what }, at) => (
                  <li key={at}>
                    Entry {number}: {what}. {run !== null && <span className="mono break">{run}</span>}
                  </li>
                ))}
              </ul>
              <p>Tell a person; somebody or something changed what must not change.</p>
              <p>
                <AskAPerson />
              </p>
            </Notice>
          )}
        </div>
      </Dialog>
    </>
  );
}
