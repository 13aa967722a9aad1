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

/** Whether what somebody saved was written. */
export function wasWritten({ state, refused }: Pick<RunDetail, "state" | "refused">): boolean {
  return (state === "completed" || state === "committed") && refused.length === 0;
}

function Outcome({ run }: { run: RunDetail }) {
  if (wasWritten(run)) {
    return (
      <Notice tone="good" title={TEXT.saved} spoken>
        {TEXT.savedWhy}
      </Notice>
    );
  }
  const why = [...run.refused.map(({ reason }) => TEXT.refused[reason] ?? `${plain(reason)}.`), ...run.blocked_by.map(guardName), run.error_detail];
  return (
    <Notice tone="bad" title={TEXT.notSaved} spoken>
      <p>{why.filter(Boolean).join(" ")}</p>
      {run.next_step && <p>{run.next_step}</p>}
      <p>
        <AskAPerson />
      </p>
    </Notice>
  );
}
