import type { MappingDraft } from "../../api/shapes";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { describe } from "./draft";

interface LockDialogProps {
  mapping: MappingDraft;
  nameOf: (path: string) => string;
  near: number;
  isBusy: boolean;
  problem: unknown;
  onLock: () => void;
  onReload: () => void;
  onClose: () => void;
}

/** A summary before the mapping is locked: afterwards only a specialist can change it (R56, R57). */
export function LockDialog({ mapping, nameOf, near, isBusy, problem, onLock, onReload, onClose }: LockDialogProps) {
  const { demographics, exclude } = mapping;
  return (
    <Dialog
      title="Lock the mapping?"
      isOpen
      alert
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep editing</Button>
          <Button variant="primary" busy={isBusy} onPress={onLock}>
            Lock the mapping
          </Button>
        </>
      }
    >
      <Notice tone="caution" title="It cannot be edited later">
        Once locked, only a specialist can change or delete it, and a change often needs a full re-sync.
      </Notice>
      {near > 0 && (
        <Notice tone="caution" title="A name is nearly that of an existing demographic">
          Check the names first: reports do not join near misses.
        </Notice>
      )}
      <dl className="preview-values">
        {demographics.map(({ name, field, transforms }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {nameOf(field)}
              {transforms.length > 0 && <span className="soft small"> · {describe(transforms)}</span>}
            </dd>
          </div>
        ))}
        <div>
          <dt>Core fields</dt>
          <dd>Mapped for you</dd>
        </div>
        <div>
          <dt>Exclude</dt>
          <dd>{exclude ? `People whose “${nameOf(exclude)}” is “Yes”` : "Nobody"}</dd>
        </div>
      </dl>
      {problem ? <Failure problem={problem} retry={onLock} reload={onReload} /> : null}
    </Dialog>
  );
}
