import { useEffect, useId, useRef, useState } from "react";
import { newKey } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { useCommit, usePlanChanges } from "../../api/reviews";
import type { Objection, Plan } from "../../api/shapes";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { TextField } from "../../parts/TextField";
import { wordsOf } from "../../api/codes";
import { asCommit, type Choices } from "./choices";
import { importLabel, tally, total } from "./tally";
import { who } from "./text";

interface ImportDialogProps {
  plan: Plan;
  etag: string | null;
  choices: Choices;
  /** What still objects. */
  objections: readonly Objection[];
  /** What must be there before anybody may import, in a sentence; `null` once it is. */
  waitsFor: string | null;
  onStarted: (run: string) => void;
  onStale: () => void;
}

/** The primary button of a review, and what it asks before anything is imported (R77, D10). */
export function ImportDialog(props: ImportDialogProps) {
  const [key, setKey] = useState<string | null>(null);
  const label = importLabel(total(tally(props.plan.counts, props.choices)));
  const why = useId();
  return (
    <>
      {props.waitsFor !== null && <Why id={why}>{props.waitsFor}</Why>}
      <Button
        variant="primary"
        isDisabled={props.waitsFor !== null}
        aria-describedby={props.waitsFor === null ? undefined : why}
        onPress={() => setKey(newKey())}
      >
        {label}
      </Button>
      {key !== null && <Ask {...props} label={label} idempotencyKey={key} onClose={() => setKey(null)} />}
    </>
  );
}

/** Why the button cannot be pressed yet: as with whatever is loading, nothing is said of what takes no longer than a blink. */
function Why({ id, children }: { id: string; children: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return late ? (
    <span id={id} className="soft small">
      {children}
    </span>
  ) : null;
}

type AskProps = ImportDialogProps & { label: string; idempotencyKey: string; onClose: () => void };

function Ask({ plan, etag, choices, objections, label, idempotencyKey, onStarted, onStale, onClose }: AskProps) {
  const commit = useCommit(plan.digest, etag);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const field = useRef<HTMLDivElement>(null);
  const problem = commit.error === null ? null : asProblem(commit.error);
  const needed = objections.length > 0 || (problem?.blockedBy.length ?? 0) > 0;

  const send = () => {
    if (commit.isPending) return;
    const wrong = reasonProblem(reason, needed);
    setMissing(wrong);
    if (wrong !== null) {
      field.current?.querySelector("textarea")?.focus();
      return;
    }
    commit.mutate(
      { choices: asCommit(choices, reason), idempotencyKey },
      { onSuccess: (run) => onStarted(run.run_id), onError: (error) => isStale(asProblem(error)) && onStale() },
    );
  };

  return (
    <Dialog
      title={`${label}?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Not yet</Button>
          <Button variant="primary" busy={commit.isPending} onPress={send}>
            {label}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Remaining plan={plan} choices={choices} />
        {objections.map((objection) => (
          <Objecting key={objection.guard} objection={objection} />
        ))}
        {needed && (
          <div ref={field}>
            <TextField
              label="Why is it right?"
              description="Kept in the history with your name. Write no private data."
              rows={3}
              value={reason}
              onChange={setReason}
              error={missing ?? undefined}
              isRequired
            />
          </div>
        )}
        {problem && <Failure problem={problem} retry={problem.isPassing ? send : undefined} />}
      </div>
    </Dialog>
  );
}

/** What is wrong with a reason; `null` where nothing is. */
export function reasonProblem(reason: string, needed: boolean): string | null {
  if (needed && reason.trim() === "") return "Say in a sentence why these changes are right.";
  return [...reason].length > 1000 ? "Use at most 1,000 characters." : null;
}

function isStale({ status, code }: Problem): boolean {
  return status === 412 || code === "stale_plan";
}

function Objecting({ objection: { guard, message } }: { objection: Objection }) {
  return (
    <Notice tone="bad" title={wordsOf(guard).title}>
      {message}
    </Notice>
  );
}

function Remaining({ plan, choices }: { plan: Plan; choices: Choices }) {
  const { create, update, deactivate, reactivate } = tally(plan.counts, choices);
  const out = choices.leftOut.size;
  const parts: [string, number][] = [
    ["New", create],
    ["Updated", update],
    ["Deactivated", deactivate],
    ["Reactivated", reactivate],
    ["Left out", out],
  ];
  return (
    <>
      <dl className="counts">
        {parts.map(([name, number]) => (
          <div key={name} data-zero={number === 0 || undefined}>
            <dt>{name}</dt>
            <dd className="numbers">{number.toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
      {deactivate > 0 && <Leavers digest={plan.digest} choices={choices} number={deactivate} />}
      {out > 0 && (
        <p className="soft">
          Where somebody left out would have become a manager, the old manager stays. A later review offers what is left out again.
        </p>
      )}
    </>
  );
}

/** How many names are listed before the rest is counted. */
const NAMES = 10;

function Leavers({ digest, choices, number }: { digest: string; choices: Choices; number: number }) {
  const limit = Math.min(200, NAMES + choices.leftOut.size);
  const { data, error, refetch } = usePlanChanges(digest, { action: "deactivate", limit });
  if (error && !data) return <Failure problem={error} retry={() => void refetch()} />;
  if (!data) return <p className="soft">Reading who would be deactivated…</p>;
  const names = data.items.filter(({ id }) => !choices.leftOut.has(id)).map(who).slice(0, NAMES);
  const more = number - names.length;
  return (
    <div className="stack-tight">
      <h3>{number === 1 ? "Cannot sign in any more" : "They cannot sign in any more"}</h3>
      <p className="names">
        {names.join(", ")}
        {more > 0 && `${names.length > 0 ? ", and " : ""}${more.toLocaleString("en")} more`}
      </p>
    </div>
  );
}
