import { useEffect } from "react";
import { useAccount } from "../../api/hooks";
import { useForgetPeople, useRunOfEdit } from "../../api/people";
import type { RunDetail } from "../../api/shapes";
import { AskAPerson } from "../../parts/AskAPerson";
import { Button, LinkButton } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { guardName, plain } from "../../text";
import { hasWritten } from "../history/outcome";
import { nextStep } from "../history/stage";
import { TEXT } from "./text";

/** What came of an edit: it is written like an import, and may be refused like one. */
export function EditOutcome({ run, onClose }: { run: string; onClose: () => void }) {
  const account = useAccount();
  const { data, error, refetch } = useRunOfEdit(run);
  const forget = useForgetPeople();
  const ended = data !== undefined && data.data.state !== "running";
  useEffect(() => {
    if (ended) forget();
    // Once, when it ended.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ended]);
  return (
    <Dialog
      title={TEXT.editTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <LinkButton to={`/${account}/history/${encodeURIComponent(run)}`}>{TEXT.theRun}</LinkButton>
          <Button variant="primary" onPress={onClose}>
            {TEXT.done}
          </Button>
        </>
      }
    >
      {error ? (
        <Failure problem={error} retry={() => void refetch()} />
      ) : data && ended ? (
        <Outcome run={data.data} />
      ) : (
        <Loading what="what became of it" />
      )}
    </Dialog>
  );
}

/** Whether what somebody saved was written: it is one change, which an interrupted edit may have written as well. */
function wasWritten(run: RunDetail): boolean {
  const { refused, state } = run;
  return (state === "completed" || state === "committed" || (state === "failed" && hasWritten(run))) && refused.length === 0;
}

function Outcome({ run }: { run: RunDetail }) {
  if (wasWritten(run)) {
    return (
      <Notice tone="good" title={TEXT.saved} spoken>
        {TEXT.savedWhy}
      </Notice>
    );
  }
  const next = nextStep(run);
  const why = [...run.refused.map(({ reason }) => TEXT.refused[reason] ?? `${plain(reason)}.`), ...run.blocked_by.map(guardName), run.error_detail];
  return (
    <Notice tone="bad" title={TEXT.notSaved} spoken>
      <p>{why.filter(Boolean).join(" ")}</p>
      {next && <p>{next}</p>}
      <p>
        <AskAPerson />
      </p>
    </Notice>
  );
}
