import { useState } from "react";
import { newKey } from "../../api/client";
import { useEdit, useEmployee } from "../../api/people";
import { asProblem } from "../../api/problem";
import type { EmployeeDetail } from "../../api/shapes";
import { useUnsaved } from "../../app/sign-in/use-access";
import { Button } from "../../parts/Button";
import { CheckBox } from "../../parts/CheckBox";
import { Dialog } from "../../parts/Dialog";
import { Diff } from "../../parts/Diff";
import { Failure } from "../../parts/Failure";
import { Form } from "../../parts/Form";
import { Notice } from "../../parts/Notice";
import { TextField } from "../../parts/TextField";
import { changedMeanwhile, type Draft, draftOf, editOf, type Mistakes, mistakesOf, onTopOf, retired } from "./edit";
import { EditOutcome } from "./EditOutcome";
import { GUIDE, TEXT } from "./text";

interface EditProps {
  person: EmployeeDetail;
  etag: string | null;
  onClose: () => void;
}

/** The person and version that a form stands on, and the key under which it is sent. */
interface Opened {
  person: EmployeeDetail;
  etag: string | null;
  key: string;
}

/** Edits email and Employee ID by hand, and deactivates: what cleaning up a duplicate needs (R24, R25). */
export function EditPerson({ person, etag, onClose }: EditProps) {
  const [opened, setOpened] = useState<Opened>(() => ({ person, etag, key: newKey() }));
  const [draft, setDraft] = useState(() => draftOf(person));
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [meanwhile, setMeanwhile] = useState<EmployeeDetail | null>(null);
  const edit = useEdit(person.id);
  const { refetch } = useEmployee(person.id);
  const wanted = editOf(opened.person, draft);
  const isChanged = Object.keys(wanted).length > 0;
  useUnsaved(isChanged && !edit.data);

  const change = (next: Draft) => {
    setDraft(next);
    // Another body under a key that was used would be refused.
    if (edit.error) {
      edit.reset();
      setOpened({ ...opened, key: newKey() });
    }
  };
  const save = () => {
    if (edit.isPending) return;
    const found = mistakesOf(draft);
    setMistakes(found);
    if (Object.keys(found).length > 0) return;
    if (!isChanged) return onClose();
    edit.mutate(
      { edit: wanted, ifMatch: opened.etag, idempotencyKey: opened.key },
      { onError: (error) => void (asProblem(error).status === 412 && compare()) },
    );
  };
  const compare = async () => setMeanwhile((await refetch()).data?.data ?? null);
  /** Goes on from what is there now, with what was typed or without it. */
  const goOn = async (mine: boolean) => {
    const now = (await refetch()).data;
    if (!now) return;
    setOpened({ person: now.data, etag: now.etag, key: newKey() });
    setDraft(mine ? onTopOf(now.data, opened.person, draft) : draftOf(now.data));
    setMeanwhile(null);
    edit.reset();
  };

  if (edit.data) return <EditOutcome run={edit.data.run_id} onClose={onClose} />;
  const problem = edit.error === null ? null : asProblem(edit.error);
  return (
    <Dialog
      title={TEXT.editTitle}
      isOpen
      onClose={onClose}
      alert
      actions={
        <>
          <Button onPress={onClose}>{TEXT.cancel}</Button>
          <Button variant="primary" busy={edit.isPending} onPress={save}>
            {TEXT.save}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="soft">{TEXT.editIntro}</p>
        {meanwhile && <Conflict opened={opened.person} now={meanwhile} onKeep={() => void goOn(true)} onTake={() => void goOn(false)} />}
        {problem && !meanwhile && <Failure problem={problem} retry={problem.isPassing ? save : undefined} />}
        <EditForm draft={draft} was={opened.person} mistakes={mistakes} problem={problem} onChange={change} onSubmit={save} />
      </div>
    </Dialog>
  );
}

interface EditFormProps {
  draft: Draft;
  was: EmployeeDetail;
  mistakes: Mistakes;
  problem: ReturnType<typeof asProblem> | null;
  onChange: (draft: Draft) => void;
  onSubmit: () => void;
}

function EditForm({ draft, was, mistakes, problem, onChange, onSubmit }: EditFormProps) {
  return (
    <Form label={TEXT.editTitle} problem={problem ?? mistakes} onSubmit={onSubmit}>
      <TextField
        label="Email"
        type="email"
        autoComplete="off"
        value={draft.email}
        error={mistakes.email ?? problem?.errorAt("/email")}
        onChange={(email) => onChange({ ...draft, email })}
      />
      <TextField
        label="Employee ID"
        mono
        autoComplete="off"
        value={draft.employeeId}
        error={mistakes.employeeId ?? problem?.errorAt("/employee_id")}
        onChange={(employeeId) => onChange({ ...draft, employeeId })}
      />
      <CheckBox
        label={TEXT.deactivate}
        description={was.status === "deactivated" ? TEXT.isDeactivated : TEXT.deactivateHelp}
        isSelected={draft.deactivate}
        isDisabled={was.status === "deactivated"}
        onChange={(deactivate) => onChange({ ...draft, deactivate })}
      />
      <div className="stack-tight">
        <p>
          <Button small onPress={() => onChange(retired(was))} aria-describedby="retire-help">
            {GUIDE.retire}
          </Button>
        </p>
        <p id="retire-help" className="small soft">
          {GUIDE.retireHelp}
        </p>
      </div>
    </Form>
  );
}

interface ConflictProps {
  opened: EmployeeDetail;
  now: EmployeeDetail;
  onKeep: () => void;
  onTake: () => void;
}

/** What somebody else changed, and the two ways on. */
function Conflict({ opened, now, onKeep, onTake }: ConflictProps) {
  const changes = changedMeanwhile(opened, now);
  return (
    <Notice tone="caution" title={TEXT.conflictTitle} spoken>
      <div className="stack-tight">
        <p>{changes.length > 0 ? TEXT.conflictWhy : TEXT.conflictElsewhere}</p>
        {changes.length > 0 && <Diff changes={changes} />}
        <div className="row">
          <Button small onPress={onKeep}>
            {TEXT.conflictKeep}
          </Button>
          <Button small onPress={onTake}>
            {TEXT.conflictTake}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
